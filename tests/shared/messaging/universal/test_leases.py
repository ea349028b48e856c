"""Who has a lease, in MongoDB and simulated."""

from datetime import timedelta

import pytest
from tests.shared.simulation.processes import Process
from tests.shared.simulation.stores import SimulatedLeases
from tests.shared.things import AT

from shared.mongo import leases
from shared.mongo.database import Database
from shared.process.lease import Leases

TERM = timedelta(seconds=10)


@pytest.fixture
def real_leases(db: Database) -> Leases:
    return leases.Leases(db)


@pytest.fixture
def simulated_leases() -> Leases:
    return SimulatedLeases({}, Process())


@pytest.fixture(params=["real", "simulated"])
def each(request: pytest.FixtureRequest) -> Leases:
    found: Leases = request.getfixturevalue(f"{request.param}_leases")
    return found


async def test_one_has_it_until_its_term_is_over_and_may_come_back(each: Leases) -> None:
    assert await each.take("l", "a", AT, AT + TERM)
    assert not await each.take("l", "b", AT + TERM, AT + 2 * TERM)
    assert await each.take("other", "b", AT, AT + TERM)
    assert await each.take("l", "a", AT + TERM / 2, AT + TERM * 3 / 2)
    assert not await each.take("l", "b", AT + TERM * 3 / 2, AT + 2 * TERM)
    assert await each.take("l", "b", AT + 2 * TERM, AT + 3 * TERM)
    assert not await each.take("l", "a", AT + 2 * TERM, AT + 3 * TERM)


async def test_who_has_it_gives_it_back_and_nobody_else(each: Leases) -> None:
    assert await each.take("l", "a", AT, AT + TERM)
    await each.release("l", "b")
    assert not await each.take("l", "b", AT, AT + TERM)
    await each.release("l", "a")
    assert await each.take("l", "b", AT, AT + TERM)
