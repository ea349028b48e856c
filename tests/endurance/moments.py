"""Moments at which a kill hurts most."""

import asyncio
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

INSERTS: Final[Sequence[Mapping[str, Any]]] = [{"$match": {"operationType": "insert"}}]
MIDST: Final = 0.05
"""Seconds after a write in which the batch is hardly over."""


async def inside_of_a_batch(written: AsyncDatabase[dict[str, Any]], moments: Random, seconds: float) -> None:
    """While the service has just written something; some moment where it does not within `seconds`."""
    clock = asyncio.get_running_loop().time
    async with await written.watch(INSERTS, max_await_time_ms=50) as changes:
        deadline = clock() + seconds
        # Not `asyncio.timeout`: where it is lost with an answer (before Python 3.12), the stream goes on for ever.
        while clock() < deadline and await changes.try_next() is None:
            pass
    await asyncio.sleep(moments.uniform(0, MIDST))
