"""One active loop a service: a lease that its owner renews, and that others may take when it has run out."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from pymongo.errors import PyMongoError

from shared.cancellation import end
from shared.clock import now
from shared.errors import Transient
from shared.observability.telemetry import log

TERM: Final = timedelta(seconds=10)
RENEWAL: Final = TERM.total_seconds() / 4
PAUSE: Final = 0.2
"""Seconds between two looks of who waits for an answer."""
T = TypeVar("T")
SURE: Final = TERM.total_seconds() - RENEWAL
"""Seconds from the asking for which whoever got it certainly has it. The rest of the term is for clocks that differ."""


class Leases(Protocol):
    """Where leases are kept (`shared.mongo.leases`)."""

    async def take(self, name: str, owner: str, at: datetime, until: datetime) -> bool: ...

    async def release(self, name: str, owner: str) -> None: ...


class Lease:
    """`owner` must be held by one living process at a time (host and bound port): then a restarted one goes on at once."""

    def __init__(self, leases: Leases, name: str, owner: str) -> None:
        self._leases = leases
        self._name = name
        self._owner = owner
        self._sure_until = 0.0

    async def take(self) -> bool:
        """Takes or renews it. False while somebody else has it."""
        asked, at = _moment(), now()
        taken = await self._leases.take(self._name, self._owner, at, at + TERM)
        self._sure_until = asked + SURE if taken else 0.0
        return taken

    def is_ours(self) -> bool:
        """Whether we certainly have it, told without a question: also right after the whole process was stopped for a while."""
        return _moment() < self._sure_until

    async def release(self) -> None:
        self._sure_until = 0.0
        await self._leases.release(self._name, self._owner)

    async def hold(self, loop: Callable[[], Awaitable[None]]) -> None:
        """Runs `loop` while the lease is ours; waits for it otherwise. Until cancelled."""
        while True:
            if not await self._is_taken():
                await asyncio.sleep(RENEWAL)
                continue
            with suppress(_Lost):
                await self._run_while_held(loop)

    async def once(self, work: Callable[[], Awaitable[T]]) -> T:
        """Waits for the lease, and does `work` while it is ours. Raises Transient where it was lost on the way."""
        while not await self.take():  # noqa: ASYNC110 - whoever has it may be another process
            await asyncio.sleep(PAUSE)
        return await self._run_while_held(work)

    async def _run_while_held(self, work: Callable[[], Awaitable[T]]) -> T:
        """Raises _Lost."""
        running = asyncio.ensure_future(work())
        try:
            while not running.done():
                await asyncio.wait({running}, timeout=RENEWAL)
                if not running.done() and not await self._is_renewed():
                    log.warning("the lease was lost", lease=self._name)
                    raise _Lost
            return running.result()
        finally:
            # Not `await running`: a cancellation of ours that arrives here must not be taken for the loop's.
            await end(running)
            with suppress(PyMongoError):
                await self.release()

    async def _is_renewed(self) -> bool:
        """In time: a database that does not answer keeps nobody in office whose lease others may have taken."""
        try:
            async with asyncio.timeout(max(0.0, self._sure_until - _moment())):
                return await self._is_taken()
        except TimeoutError:
            return False

    async def _is_taken(self) -> bool:
        try:
            return await self.take()
        except PyMongoError:
            return False


class _Lost(Transient):
    """Others may have the lease."""


def _moment() -> float:
    """Of a clock that goes on while the process is stopped, and that nobody sets."""
    return asyncio.get_running_loop().time()
