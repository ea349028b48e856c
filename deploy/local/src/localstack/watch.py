"""Tells when a part of the stack ends by itself: without it a page is an error, and nobody knows why."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from localstack.stack import Stack
from shared.cancellation import end

EVERY: Final = 0.5
"""Seconds."""


@asynccontextmanager
async def watched(stack: Stack, again: str, tell: Callable[[str], None]) -> AsyncIterator[None]:
    """`again` is the command that brings the same data up again, such as `make demo KEEP=1`."""
    watching = asyncio.ensure_future(_watch(stack, again, tell))
    try:
        yield
    finally:
        await end(watching)


async def _watch(stack: Stack, again: str, tell: Callable[[str], None]) -> None:
    """Each end once, also of a part that was started again."""
    told: set[int | None] = set()
    while True:
        for process in stack.processes():
            if process.end and process.pid not in told:
                told.add(process.pid)
                tell(
                    f"\n{process.name} {process.end}: what needs it does not work until it is back."
                    f"\n  its log      {process.log}"
                    f"\n  to go on     Ctrl-C, then `{again}`: nothing that was stored is lost"
                )
        await asyncio.sleep(EVERY)
