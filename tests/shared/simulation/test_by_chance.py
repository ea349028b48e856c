"""Relay, consumer and lease while workers die, stand still and lose touch: nothing is lost, doubled, or overtaken."""

import asyncio
import os
from functools import partial
from typing import Final

import pytest
from structlog.testing import capture_logs
from tests.endurance.sizes import size
from tests.shared.simulation.loop import simulate
from tests.shared.simulation.verdict import broken, missing
from tests.shared.simulation.world import World

PLAYS: Final = size(200, 10_000)
GIVEN: Final = os.environ.get("SEED")
PATIENCE: Final = 300.0
"""Simulated seconds of calm after which everything is done, or never will be."""

LAST_WORDS: Final = 5.0
"""Seconds in which a relay tells to its end what it has read, although somebody else has told it already."""


async def _play(seed: str) -> list[str]:
    """What went wrong."""
    world = World(seed)
    await world.play()
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while (left := list(missing(world))) and asyncio.get_running_loop().time() < deadline:  # noqa: ASYNC110 - costs no time
        await asyncio.sleep(1)
    await asyncio.sleep(LAST_WORDS)
    await world.close()
    return left or list(broken(world))


def test_a_seed_is_played_alike_each_time() -> None:
    """What fails once can be looked at again."""

    async def written() -> list[tuple[str, bytes]]:
        world = World("7")
        await world.play()
        await world.close()
        return [(str(at), dict(one.headers).get("ce_id", b"")) for at, log in world.kafka.logs.items() for one in log]

    with capture_logs():
        first, second = simulate(written), simulate(written)
    assert first == second
    assert first


@pytest.mark.endurance
def test_nothing_is_lost_doubled_or_overtaken_whatever_befalls_the_workers() -> None:
    """A seed that fails is told; `SEED=…` plays it alone."""
    for seed in [GIVEN] if GIVEN else map(str, range(PLAYS)):
        with capture_logs():
            wrong = simulate(partial(_play, seed))
        assert not wrong, f"SEED={seed}: {wrong}"
