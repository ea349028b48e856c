"""One active loop a service: a lease in MongoDB that its owner renews and others may take when it has run out."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final

from pymongo.errors import DuplicateKeyError, PyMongoError

from shared.cancellation import end
from shared.clock import now
from shared.mongo.database import Database
from shared.observability.telemetry import log

TERM: Final = timedelta(seconds=10)
RENEWAL: Final = TERM.total_seconds() / 4


class Lease:
    """`owner` must be held by one living process at a time (host and bound port): then a restarted one goes on at once."""

    def __init__(self, database: Database, name: str, owner: str) -> None:
        self._collection = database["leases"]
        self._name = name
        self._owner = owner

    async def take(self) -> bool:
        """Takes or renews it. False while somebody else has it."""
        moment = now()
        free = {"$or": [{"owner": self._owner}, {"until": {"$lt": moment}}]}
        term = {"$set": {"owner": self._owner, "until": moment + TERM}}
        try:
            await self._collection.update_one({"_id": self._name, **free}, term, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def release(self) -> None:
        await self._collection.delete_one({"_id": self._name, "owner": self._owner})

    async def hold(self, loop: Callable[[], Awaitable[None]]) -> None:
        """Runs `loop` while the lease is ours; waits for it otherwise. Until cancelled."""
        while True:
            if not await self._take_or_none():
                await asyncio.sleep(RENEWAL)
                continue
            await self._run_while_held(loop)

    async def _run_while_held(self, loop: Callable[[], Awaitable[None]]) -> None:
        running = asyncio.ensure_future(loop())
        try:
            while not running.done():
                await asyncio.wait({running}, timeout=RENEWAL)
                if not running.done() and not await self._take_or_none():
                    log.warning("the lease was lost", lease=self._name)
                    return
            running.result()
        finally:
            # Not `await running`: a cancellation of ours that arrives here must not be taken for the loop's.
            await end(running)
            with suppress(PyMongoError):
                await self.release()

    async def _take_or_none(self) -> bool:
        try:
            return await self.take()
        except PyMongoError:
            return False
