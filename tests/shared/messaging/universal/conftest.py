"""Every test of this folder runs twice: on a real broker and store, and on the simulated ones, which have to behave alike."""

import pytest
from tests.shared.consuming import Bench, RealBench
from tests.shared.simulation.bench import SimulatedBench


@pytest.fixture
async def simulated_bench() -> SimulatedBench:
    return SimulatedBench()


@pytest.fixture(params=["real", "simulated"])
def bench(request: pytest.FixtureRequest) -> Bench:
    bench: RealBench | SimulatedBench = request.getfixturevalue(f"{request.param}_bench")
    return bench
