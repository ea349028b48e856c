"""MongoDB for the services' stores: one document an aggregate, with the events that still wait for publication inside it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import Field, fields, replace
from functools import cache
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, cast
from uuid import UUID

from pydantic import TypeAdapter
from pymongo.errors import BulkWriteError, DuplicateKeyError

from shared.errors import Overloaded, Stale
from shared.events import Outgoing, Tombstone, to_document
from shared.mongo.batched_inserts import BatchedInserts
from shared.mongo.database import Collection as MongoCollection
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import HIDDEN, PENDING, PUT_ASIDE, PendingEvents
from shared.mongo.safety import TWICE, must_be_safe
from shared.mongo.together import Together

PENDING_CAP: Final = 200
"""Events that may wait in one document, or be put aside. More means that the broker is away: the command answers 503."""

FEW: Final = 4
"""Documents that are no question of their own."""

ROOM: Final = 8 * 1024 * 1024
"""Bytes of a document that still takes many events: half of what MongoDB lets it have."""


class Duplicate(Exception):
    """Another document has these unique values already."""

    def __init__(self, index: str) -> None:
        super().__init__(index)
        self.index = index


class Aggregate(Protocol):
    """A frozen dataclass with an identity and a version: 1 at first, counted by the store alone."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


A = TypeVar("A", bound=Aggregate)
Told = Outgoing | Callable[[A], Outgoing]
"""An event, or what makes it of the aggregate as it is stored: for events that tell the version."""


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Making one takes longer than most commands."""
    return TypeAdapter(kind)


class Aggregates(Generic[A]):
    """One collection of aggregates.

    A command's whole effect (the new state and its events) is one write of one document, guarded by the version that the
    command saw. The relay publishes the events and takes them out.
    """

    publishes: ClassVar[bool] = False
    """Whether commands store events here: the relay looks where this is true, and elsewhere an event is a fault of the code."""

    def __init__(self, database: Database, name: str, kind: type[A], not_found: Callable[[UUID], Exception]) -> None:
        self.collection: MongoCollection = database[name]
        self._adapter: TypeAdapter[A] = _adapter(kind)
        self._reads: Together[UUID, Document] = Together(self._read)
        self._added = BatchedInserts(self.collection)
        self._not_found = not_found

    async def ensure_indexes(self) -> None:
        if self.publishes:
            await PendingEvents(self.collection).ensure_indexes()

    async def get(self, id: UUID) -> A:
        found = await self.find(id)
        if found is None:
            raise self._not_found(id)
        return found

    async def find(self, id: UUID) -> A | None:
        document = await self._reads.of(id)
        return self.load(document) if document is not None else None

    async def _read(self, ids: Collection[UUID]) -> Mapping[UUID, Document]:
        cursor = self.collection.find({"_id": {"$in": list(ids)}}, HIDDEN)
        return {document["_id"]: document async for document in cursor}

    async def find_one(self, query: Mapping[str, Any]) -> A | None:
        document = await self.collection.find_one(query, HIDDEN)
        return self.load(document) if document is not None else None

    async def find_many(
        self, query: Mapping[str, Any], *, sort: Sequence[tuple[str, int]] = (("_id", 1),), limit: int = 0
    ) -> list[A]:
        cursor = self.collection.find(query, HIDDEN).sort(list(sort)).limit(limit)
        return [self.load(document) async for document in cursor]

    async def some(self, ids: Collection[UUID]) -> list[A]:
        """Those of `ids` that are there, by id. A few go together with what others ask for at the same moment."""
        if len(ids) > FEW:
            return await self.find_many({"_id": {"$in": list(ids)}})
        found = await asyncio.gather(*(self._reads.of(id) for id in sorted(set(ids))))
        return [self.load(document) for document in found if document is not None]

    async def page(
        self, query: Mapping[str, Any], *, limit: int, after: UUID | None = None
    ) -> tuple[list[A], UUID | None]:
        """The next `limit` aggregates by id, and the id to go on after, or None at the end."""
        beyond = {"_id": {"$gt": after}} if after else {}
        found = await self.find_many({**query, **beyond}, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def each(self, query: Mapping[str, Any], part: int = 100) -> AsyncIterator[A]:
        """All that are there, by id, read a part at a time: none is passed over, however many others stay as they are."""
        after: UUID | None = None
        while True:
            found, after = await self.page(query, limit=part, after=after)
            for one in found:
                yield one
            if after is None:
                return

    def duplicate(self, _aggregate: A, index: str) -> Exception:
        """What is raised where the unique `index` refuses the aggregate. Stores say it in the words of their domain."""
        return Duplicate(index)

    async def add(self, aggregate: A, *events: Told[A]) -> A:
        """Stores a new aggregate and returns it. Where its id is there already the effect has taken place: nothing is changed,
        and what is there is returned.

        Raises `duplicate` where another unique index refuses it, EventTooLarge.
        """
        try:
            await self._added.insert(self._new(aggregate, events))
        except DuplicateKeyError as error:
            index = _violated_index(error.details)
            if index == "_id_":
                return await self.get(aggregate.id)
            raise self.duplicate(aggregate, index) from None
        return aggregate

    async def add_in_order(self, new: Sequence[tuple[A, Sequence[Told[A]]]]) -> tuple[int, Exception | None]:
        """Stores new aggregates with their events, one after the other in one command, up to the first that a unique index refuses.

        How many are stored, and that refusal: `duplicate`, or Duplicate of its id where it is there already. Nothing behind it is
        stored. Raises EventTooLarge before anything is.
        """
        documents = [self._new(aggregate, told) for aggregate, told in new]
        try:
            await self.collection.insert_many(documents, ordered=True)
        except BulkWriteError as error:
            faults = error.details["writeErrors"]
            if not faults or faults[0]["code"] != TWICE or error.details["writeConcernErrors"]:
                # Also what is written may not yet be where it is safe.
                raise
            stored, index = faults[0]["index"], _violated_index(faults[0])
            refused = new[stored][0]
            return stored, Duplicate(index) if index == "_id_" else self.duplicate(refused, index)
        return len(documents), None

    async def add_many(self, added: Sequence[tuple[A, Sequence[Told[A]]]]) -> set[UUID]:
        """`add` for many, each with its events, in one command: those whose id is there already are left as they are, and their ids
        are returned.

        Raises `duplicate` where another unique index refuses one of them, when all others are stored; EventTooLarge before any is.
        """
        documents = [self._new(one, events) for one, events in added]
        there: set[UUID] = set()
        if not documents:
            return there
        try:
            await self.collection.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            for refused in error.details["writeErrors"]:
                one = added[refused["index"]][0]
                if refused["code"] != TWICE:
                    raise
                index = _violated_index(refused)
                if index != "_id_":
                    raise self.duplicate(one, index) from None
                there.add(one.id)
            must_be_safe(error)
        return there

    async def save(self, aggregate: A, *events: Told[A]) -> A:
        """Replaces the version that `aggregate` was made of, and returns it with the version that it has now.

        Raises Stale where somebody else was faster, Overloaded where too many events wait, `duplicate` and EventTooLarge as `add`.
        """
        return await self._write(aggregate, self.dump(aggregate), {}, events)

    async def has_room(self, id: UUID) -> bool:
        """Whether many events can be added to this document now: not while as many still wait to be sent."""
        stages: list[Document] = [
            {"$match": {"_id": id}},
            {"$project": {"size": {"$bsonSize": "$$ROOT"}, "waiting": {"$size": {"$ifNull": [f"${PENDING}", []]}}}},
        ]
        found = await (await self.collection.aggregate(stages)).to_list()
        return all(one["size"] < ROOM and one["waiting"] < PENDING_CAP // 2 for one in found)

    async def _write(self, aggregate: A, fields: Document, grown: Document, events: Sequence[Told[A]]) -> A:
        stored, seen = following(aggregate), aggregate.version
        guard: Document = {"_id": aggregate.id, "version": seen}
        if events:
            grown = {**grown, PENDING: self._documents(stored, events)}
            if not all(isinstance(one, Tombstone) for one in events):  # an erasure is taken in any case
                guard.update({f"{name}.{PENDING_CAP - 1}": {"$exists": False} for name in (PENDING, PUT_ASIDE)})
        try:
            result = await self.collection.update_one(guard, succession(fields, grown, seen))
        except DuplicateKeyError as error:
            raise self.duplicate(aggregate, _violated_index(error.details)) from None
        if not result.matched_count:
            raise await self._refusal(aggregate.id, seen)
        return stored

    def _new(self, aggregate: A, events: Sequence[Told[A]]) -> Document:
        return {"_id": aggregate.id, **self.dump(aggregate), PENDING: self._documents(aggregate, events)}

    def _documents(self, stored: A, events: Sequence[Told[A]]) -> list[Document]:
        """Raises EventTooLarge."""
        if events and not self.publishes:
            raise TypeError(f"{type(self).__name__} does not say that it publishes: nobody would send its events")
        return [to_document(one(stored) if callable(one) else one) for one in events]

    async def remove(self, aggregate: A) -> None:
        """Deletes the document for good. Events that it must still tell belong into another document. Raises as `save`."""
        result = await self.collection.delete_one({"_id": aggregate.id, "version": aggregate.version})
        if not result.deleted_count:
            raise await self._refusal(aggregate.id, aggregate.version)

    async def _refusal(self, id: UUID, seen: int) -> Exception:
        current = await self.collection.find_one({"_id": id}, {"version": True})
        if current is None:
            return self._not_found(id)
        return Overloaded(str(id)) if current["version"] == seen else Stale(str(id))

    def load(self, document: Mapping[str, Any]) -> A:
        fields = {name: value for name, value in document.items() if name not in {"_id", PENDING, PUT_ASIDE}}
        return self._adapter.validate_python({"id": document["_id"], **fields})

    def dump(self, aggregate: A) -> Document:
        fields: Document = self._adapter.dump_python(aggregate)
        del fields["id"]
        return fields


def following(aggregate: A) -> A:
    """The aggregate under its next version."""
    return cast("A", replace(cast("Any", aggregate), version=aggregate.version + 1))


class Parts(Protocol):
    """The wired parts of a service: a dataclass, whose fields are its stores and whatever else it works with."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def publishing(parts: Parts) -> list[Aggregates[Any]]:
    """The stores of a service that publish: what its relay has to look at."""
    found = (getattr(parts, field.name) for field in fields(parts))
    return [one for one in found if isinstance(one, Aggregates) and one.publishes]


def succession(fields: Document, grown: Document, seen: int) -> Document:
    """The update that follows the version `seen`: `fields` are set, the entries of `grown` are added to their lists."""
    change: Document = {"$set": {**fields, "version": seen + 1}}
    if grown:
        change["$push"] = {name: {"$each": entries} for name, entries in grown.items()}
    return change


def _violated_index(details: Mapping[str, Any] | None) -> str:
    pattern = (details or {}).get("keyPattern", {})
    names = "_".join(f"{name}_{order}" for name, order in pattern.items())
    return "_id_" if names == "_id_1" else names
