"""Updates that are asked for while one command is on its way go together in the next.

Fifty tablets that send their marks at once then cost some commands, not one each; who is alone waits for nobody. Each update
stays a write of its own document with a guard of its own.
"""

import asyncio
from uuid import UUID

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError, WTimeoutError

from shared.errors import Transient
from shared.mongo.database import Collection, Document


class BatchedUpdates:
    """Gathers the updates of one collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._waiting: dict[UUID, tuple[UpdateOne, asyncio.Future[bool]]] = {}
        self._sending: asyncio.Task[None] | None = None

    async def update(self, id: UUID, guard: Document, change: Document) -> bool:
        """Updates one document that fits `guard`. True when that is certain.

        False says that one of those which went together did not fit its guard, perhaps this one: whoever asked looks at the
        document again. Raises PyMongoError.
        """
        if id in self._waiting:
            # Two of one document cannot both fit the version that both have seen.
            return False
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[id] = (UpdateOne({"_id": id, **guard}, change), done)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())
        return await done

    async def _send(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = list(self._waiting.values()), {}
                await self._tell(batch)
        finally:
            self._sending = None

    async def _tell(self, batch: list[tuple[UpdateOne, asyncio.Future[bool]]]) -> None:
        try:
            certain = await self._write([update for update, _ in batch])
        except BaseException as error:
            told = error if isinstance(error, Exception) else Transient("the process is about to end")
            for _, done in batch:
                if not done.done():
                    done.set_exception(told)
            if told is not error:
                raise
        else:
            for _, done in batch:
                if not done.done():
                    done.set_result(certain)

    async def _write(self, updates: list[UpdateOne]) -> bool:
        try:
            result = await self._collection.bulk_write(updates, ordered=False)
        except BulkWriteError as error:
            if unsafe := error.details["writeConcernErrors"]:
                # Written, but not yet where it is safe: nobody may be told that it is done.
                raise WTimeoutError(unsafe[0]["errmsg"], unsafe[0]["code"], unsafe[0]) from error
            return False
        return result.matched_count == len(updates)
