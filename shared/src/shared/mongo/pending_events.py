"""The events inside of a collection's documents: those that wait for publication, and those that are put aside.

Both are in the aggregate's own document, so state and events stay one write and nothing has to be kept in step:

- `pending`: events in the order in which they happened, as `shared.events.to_document` writes them;
- `put_aside`: an event that Kafka refuses for good, with `reason` and `since`; behind it, without these two, the later events of
  the same key. They are in the order in which they happened and older than all of that key in `pending`.

The relay alone moves events aside; an operator alone takes them back. Each does so in one update that is guarded by what it saw.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from bson.binary import Binary
from pymongo import UpdateOne

from shared.mongo.database import AS_STORED, Collection, Document

PENDING: Final = "pending"
PUT_ASIDE: Final = "put_aside"
WAITING: Final = {f"{PENDING}.0": {"$exists": True}}
HELD: Final = {f"{PUT_ASIDE}.0": {"$exists": True}}
HIDDEN: Final = {PENDING: False, PUT_ASIDE: False}
"""The projection of who reads the state."""
PAGE: Final = 500

Key = tuple[str, bytes]
Id = UUID | Binary
"""Of a document, or an event. The relay has them as MongoDB does (`AS_STORED`)."""


def key_of(event: Document) -> Key:
    """Events of one topic and key keep their order."""
    key = event.get("key")
    return str(event.get("topic")), key if isinstance(key, bytes) else str(key).encode()


def as_uuid(id: Id) -> UUID:
    return id.as_uuid() if isinstance(id, Binary) else id


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one document has to publish, and what of it is put aside."""

    collection: str
    id: Id
    pending: Sequence[Document]
    put_aside: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a document's events: ids to take out, and events to put aside."""

    document: Waiting
    published: Sequence[Id]
    superseded: Sequence[Id] = ()
    """Of events that are put aside and need not be told any more."""
    refused: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of a collection is not published."""

    pending: int
    oldest: datetime | None
    put_aside: int


@dataclass(frozen=True, slots=True)
class PendingEvents:
    """The events of one collection."""

    collection: Collection

    async def ensure_indexes(self) -> None:
        for field, some in ((PENDING, WAITING), (PUT_ASIDE, HELD)):
            await self.collection.create_index(f"{field}.id", name=field, partialFilterExpression=some)

    async def settle(self, settled: Iterable[Settled]) -> None:
        """Takes out what is published. A refused event is only moved while nobody else has touched what is put aside.

        Of most documents nothing else is to be written: these go in one update, which costs half of one for each.
        """
        published: dict[Id, Sequence[Id]] = {}
        updates: list[UpdateOne] = []
        for one in settled:
            if one.superseded or one.refused:
                updates += _updates(one)
            elif one.published:
                published[one.document.id] = one.published
        if published:
            # No other document has an event of the same id: it is derived from what happened.
            gone = {"id": {"$in": [id for ids in published.values() for id in ids]}}
            await self.collection.update_many({"_id": {"$in": list(published)}}, {"$pull": {PENDING: gone}})
        if updates:
            await self.collection.bulk_write(updates, ordered=False)

    async def backlog(self) -> Backlog:
        stages: list[Document] = [
            {"$match": WAITING},
            {"$unwind": f"${PENDING}"},
            {"$group": {"_id": None, "events": {"$sum": 1}, "oldest": {"$min": f"${PENDING}.time"}}},
        ]
        found = await (await self.collection.aggregate(stages, hint=PENDING)).to_list()
        waiting: dict[str, Any] = found[0] if found else {"events": 0, "oldest": None}
        return Backlog(waiting["events"], waiting["oldest"], await self.count_put_aside())

    async def count_put_aside(self) -> int:
        """With those behind them."""
        stages: list[Document] = [
            {"$match": HELD},
            {"$group": {"_id": None, "events": {"$sum": {"$size": f"${PUT_ASIDE}"}}}},
        ]
        found = await (await self.collection.aggregate(stages, hint=PUT_ASIDE)).to_list()
        return found[0]["events"] if found else 0

    async def put_aside(self) -> AsyncGenerator[Waiting, None]:
        """Every document that has events put aside."""
        async for found in self.collection.find(HELD, {PENDING: True, PUT_ASIDE: True}).hint(PUT_ASIDE):
            yield self._waiting(found)

    async def with_put_aside(self, id: UUID) -> Waiting | None:
        """The document in which the event of this id is put aside."""
        found = await self.collection.find_one({f"{PUT_ASIDE}.id": id, **HELD}, {PENDING: True, PUT_ASIDE: True})
        return self._waiting(found) if found else None

    async def release(self, document: Waiting, key: Key, *, dropped: UUID | None = None) -> bool:
        """The events of `key` wait for publication again, before all others of the document; `dropped` is thrown away.

        False where somebody else was faster: who asks looks again.
        """
        released = [event for event in document.put_aside if key_of(event) == key and event["id"] != dropped]
        rest = [event for event in document.put_aside if key_of(event) != key]
        change: Document = {"$set": {PUT_ASIDE: rest}}
        if released:
            change["$push"] = {PENDING: {"$each": [_plain(event) for event in released], "$position": 0}}
        result = await self.collection.update_one(_as_seen(document), change)
        return result.matched_count == 1

    def _waiting(self, found: Document) -> Waiting:
        return _waiting({**found, "collection": self.collection.name})


async def waiting_in(collections: Sequence[PendingEvents]) -> AsyncGenerator[list[Waiting], None]:
    """Every document with waiting events once, some at a time: one query for all collections, each by its index."""
    if not collections:
        return
    first, *others = (one.collection.with_options(codec_options=AS_STORED) for one in collections)
    stages = [
        *_of_waiting(first.name),
        *({"$unionWith": {"coll": one.name, "pipeline": _of_waiting(one.name)}} for one in others),
    ]
    page: list[Waiting] = []
    async for found in await first.aggregate(stages, batchSize=PAGE):
        page.append(_waiting(found))
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _of_waiting(collection: str) -> list[Document]:
    """A part of a union takes no hint: what the partial index is of has to be asked for by itself."""
    indexed = {f"{PENDING}.id": {"$exists": True}, **WAITING}
    return [{"$match": indexed}, {"$project": {PENDING: True, PUT_ASIDE: True, "collection": {"$literal": collection}}}]


def _waiting(found: Document) -> Waiting:
    return Waiting(found["collection"], found["_id"], found.get(PENDING) or (), found.get(PUT_ASIDE) or ())


def _updates(settled: Settled) -> list[UpdateOne]:
    document, gone = settled.document, [*settled.published, *settled.superseded]
    updates = []
    if gone:
        out = {"id": {"$in": gone}}
        change: Document = {"$pull": {PENDING: out, PUT_ASIDE: out} if settled.superseded else {PENDING: out}}
        updates.append(UpdateOne({"_id": document.id}, change))
    if settled.refused:
        moved = {"id": {"$in": [event["id"] for event in settled.refused]}}
        change = {"$pull": {PENDING: moved}, "$push": {PUT_ASIDE: {"$each": list(settled.refused)}}}
        updates.append(UpdateOne(_as_seen(document), change))
    return updates


def _as_seen(document: Waiting) -> Document:
    """The document while the same events are put aside as when it was read."""
    now = {"$map": {"input": {"$ifNull": [f"${PUT_ASIDE}", []]}, "as": "event", "in": "$$event.id"}}
    seen = [event["id"] for event in document.put_aside]
    return {"_id": document.id, "$expr": {"$eq": [now, seen]}}


def _plain(event: Document) -> Document:
    return {name: value for name, value in event.items() if name not in {"reason", "since"}}
