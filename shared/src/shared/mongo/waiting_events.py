"""The events that wait in all collections of a service: what its relay reads, clears, and is woken by."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import PENDING, Backlog, PendingEvents, Settled, Waiting, waiting_in


class WaitingEvents:
    """Those of `stores`."""

    def __init__(self, database: Database, stores: Sequence[Aggregates[Any]]) -> None:
        self._database = database
        self._events = {store.collection.name: PendingEvents(store.collection) for store in stores}

    @property
    def collections(self) -> Sequence[str]:
        return list(self._events)

    def pages(self) -> AsyncGenerator[list[Waiting], None]:
        """Every document with waiting events once, some at a time: one query for all collections."""
        return waiting_in(list(self._events.values()))

    async def additions(self) -> AsyncGenerator[None, None]:
        """Comes on with each write that adds events. A change of the state alone is none of them, nor is the clearing."""
        async with await self._database.watch(waking(self.collections)) as changes:
            async for _ in changes:
                yield

    async def settle(self, settled: Sequence[Settled]) -> None:
        by_collection: defaultdict[str, list[Settled]] = defaultdict(list)
        for one in settled:
            by_collection[one.document.collection].append(one)
        for name, some in by_collection.items():
            await self._events[name].settle(some)

    async def backlog(self, collection: str) -> Backlog:
        return await self._events[collection].backlog()


def waking(collections: Sequence[str]) -> list[Document]:
    """The change stream of the writes that add events."""
    updated = {"$objectToArray": {"$ifNull": ["$updateDescription.updatedFields", {}]}}
    is_pending = {"$regexMatch": {"input": "$$field.k", "regex": rf"^{PENDING}(\.|$)"}}
    holds_events = {"$and": [is_pending, {"$ne": ["$$field.v", []]}]}
    anyhow = [
        {"operationType": {"$in": ["insert", "replace"]}, f"fullDocument.{PENDING}.0": {"$exists": True}},
        {
            "operationType": "update",
            "$expr": {"$anyElementTrue": {"$map": {"input": updated, "as": "field", "in": holds_events}}},
        },
    ]
    return [{"$match": {"ns.coll": {"$in": list(collections)}, "$or": anyhow}}, {"$project": {"_id": True}}]
