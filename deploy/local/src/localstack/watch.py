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
    watch = _Watch(stack, again, tell)
    watching = asyncio.ensure_future(watch.run())
    try:
        yield
    finally:
        await end(watching)
        watch.look()  # What has gone wrong may have gone wrong because of it.


class _Watch:
    def __init__(self, stack: Stack, again: str, tell: Callable[[str], None]) -> None:
        self._stack = stack
        self._again = again
        self._tell = tell
        self._told: set[int | None] = set()

    async def run(self) -> None:
        while True:
            self.look()
            await asyncio.sleep(EVERY)

    def look(self) -> None:
        """Tells of each end once, also of the next one of a part that was started again."""
        for process in self._stack.processes():
            if process.end and process.pid not in self._told:
                self._told.add(process.pid)
                self._tell(
                    f"\n{process.name} {process.end}: what needs it does not work until it is back."
                    f"\n  its log      {process.log}"
                    f"\n  to go on     Ctrl-C, then `{self._again}`: nothing that was stored is lost"
                )
