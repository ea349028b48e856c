"""Updates that are asked for while one command is on its way go together in the next.

Fifty tablets that send their marks at once then cost some commands, not one each; who is alone waits for nobody. Each update
stays a write of its own document with a guard of its own.
"""

from collections.abc import Collection as Collection_
from uuid import UUID

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from shared.mongo.database import Collection, Document
from shared.mongo.safety import must_be_safe
from shared.mongo.together import Together


class BatchedUpdates:
    """Gathers the updates of one collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._waiting: dict[UUID, UpdateOne] = {}
        self._together = Together(self._write)

    async def update(self, id: UUID, guard: Document, change: Document) -> bool:
        """Updates one document that fits `guard`. True when that is certain.

        False says that one of those which went together did not fit its guard, perhaps this one: whoever asked looks at the
        document again. Raises PyMongoError.
        """
        if id in self._waiting:
            # Two of one document cannot both fit the version that both have seen.
            return False
        self._waiting[id] = UpdateOne({"_id": id, **guard}, change)
        return bool(await self._together.of(id))

    async def _write(self, ids: Collection_[UUID]) -> dict[UUID, bool]:
        certain = await self._are_written([self._waiting.pop(id) for id in ids])
        return dict.fromkeys(ids, certain)

    async def _are_written(self, updates: list[UpdateOne]) -> bool:
        try:
            result = await self._collection.bulk_write(updates, ordered=False)
        except BulkWriteError as error:
            must_be_safe(error)
            return False
        return result.matched_count == len(updates)
