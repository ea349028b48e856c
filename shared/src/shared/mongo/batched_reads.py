"""Documents that are asked for by their ids while one command is on its way go together in the next.

Sixteen people who register at once then cost some commands, not one each for the same championship; who is alone waits for nobody.
What is read was asked for before it was read: nothing is older than by a command of one's own.
"""

import asyncio
from uuid import UUID

from shared.errors import Transient
from shared.mongo.database import Collection, Document


class BatchedReads:
    """Gathers the reads of one collection."""

    def __init__(self, collection: Collection, projection: Document) -> None:
        self._collection = collection
        self._projection = projection
        self._waiting: dict[UUID, asyncio.Future[Document | None]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def find(self, id: UUID) -> Document | None:
        """Whoever asks for the same one gets the same document, which nobody changes. Raises PyMongoError."""
        found = self._waiting.get(id)
        if found is None:
            found = self._waiting[id] = asyncio.get_running_loop().create_future()
            found.add_done_callback(_seen)
        if self._reading is None:
            self._reading = asyncio.create_task(self._read())
        # Others wait for it too: one who gives up takes nothing away from them.
        return await asyncio.shield(found)

    async def _read(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, {}
                await self._tell(batch)
        finally:
            self._reading = None

    async def _tell(self, batch: dict[UUID, asyncio.Future[Document | None]]) -> None:
        try:
            ids = list(batch)
            asked = {"_id": {"$in": ids} if len(ids) > 1 else ids[0]}
            found = {one["_id"]: one async for one in self._collection.find(asked, self._projection)}
        except BaseException as error:
            told = error if isinstance(error, Exception) else Transient("the process is about to end")
            for waiting in batch.values():
                waiting.set_exception(told)
            if told is not error:
                raise
        else:
            for id, waiting in batch.items():
                waiting.set_result(found.get(id))


def _seen(found: "asyncio.Future[Document | None]") -> None:
    """Where nobody waits any more nobody has to hear of it."""
    if not found.cancelled():
        found.exception()
