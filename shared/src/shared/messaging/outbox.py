"""The relay: publishes the events that wait inside the aggregates' documents, and clears them when Kafka has them.

The change stream only wakes it; the query for waiting events, at least once a second, is the truth. So nothing depends on a
resume token, and a `kill -9` costs at most a repetition, which consumers see by the event's id.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from shared.cancellation import end
from shared.clock import now
from shared.events import Record, from_document
from shared.messaging.kafka import Sender
from shared.mongo.aggregates import PENDING_INDEX
from shared.mongo.database import Collection, Database, Document
from shared.observability import metrics
from shared.observability.telemetry import log

SWEEP_SECONDS: Final = 1.0
BATCH: Final = 100
WAITING: Final = {"pending.0": {"$exists": True}}


class Relay:
    """Publishes the waiting events of `collections`. Run one a service, under a lease."""

    def __init__(self, database: Database, collections: Sequence[str], sender: Sender, service: str) -> None:
        self._database = database
        self._collections = [database[name] for name in collections]
        self._sender = sender
        self._service = service
        self._woken = asyncio.Event()

    async def run(self) -> None:
        watcher = asyncio.create_task(self._watch())
        try:
            while True:
                self._woken.clear()
                while await self.sweep():
                    pass
                # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the event.
                with suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_SECONDS):
                        await self._woken.wait()
        finally:
            await end(watcher)

    async def sweep(self) -> int:
        """Publishes one batch of each collection. Returns how many events went out."""
        sent = 0
        for collection in self._collections:
            sent += await self._publish(collection)
        return sent

    async def _publish(self, collection: Collection) -> int:
        found = collection.find(WAITING, {"pending": True}).hint(PENDING_INDEX).limit(BATCH)
        documents: list[Document] = await found.to_list()
        waiting = [entry for document in documents for entry in document["pending"]]
        self._observe(collection.name, waiting)
        if not waiting:
            return 0
        records: list[Record] = [from_document(entry) for entry in waiting]
        await self._sender.send(records)
        await collection.bulk_write([_clear(document) for document in documents], ordered=False)
        metrics.published.labels(self._service).inc(len(records))
        return len(records)

    def _observe(self, collection: str, waiting: Sequence[Document]) -> None:
        oldest = min((entry["time"] for entry in waiting), default=None)
        metrics.outbox_size.labels(self._service, collection).set(len(waiting))
        metrics.outbox_age.labels(self._service, collection).set((now() - oldest).total_seconds() if oldest else 0)

    async def _watch(self) -> None:
        names = [collection.name for collection in self._collections]
        pipeline: list[Document] = [
            {"$match": {"operationType": {"$in": ["insert", "update", "replace"]}, "ns.coll": {"$in": names}}},
            {"$project": {"_id": True}},
        ]
        while True:
            try:
                async with await self._database.watch(pipeline) as changes:
                    async for _ in changes:
                        self._woken.set()
            except PyMongoError as error:
                log.warning("the change stream ended; the sweep goes on", error=type(error).__name__)
                await asyncio.sleep(SWEEP_SECONDS)


def _clear(document: Document) -> UpdateOne:
    ids = [entry["id"] for entry in document["pending"]]
    return UpdateOne({"_id": document["_id"]}, {"$pull": {"pending": {"id": {"$in": ids}}}})
