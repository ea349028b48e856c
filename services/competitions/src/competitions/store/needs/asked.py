"""What people need: a document for each who competes by an entry, sealed where it lies, and apart from that who read it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from pymongo import InsertOne

from competitions.domain.needs.asked import Ask, Forgotten, Needs, WhyErased
from competitions.domain.needs.readings import NeedsReading, Where
from competitions.domain.refusal import Unknown
from competitions.store.needs.sealing import Sealed
from shared.identity.sealing import KeyRing
from shared.mongo.database import Database
from shared.mongo.pending_events import HIDDEN

HEADLINE = {"sealed": False, **HIDDEN}


@dataclass(frozen=True, slots=True)
class Headline:
    """That something is asked for, and not what: for lists and for the worker, who open nothing."""

    id: UUID
    registration_id: UUID
    championship_id: UUID
    subject_id: UUID | None
    asked: int
    open: int
    """Not answered."""
    key: str


ASKS: Final = TypeAdapter(tuple[Ask, ...])


class NeedsStore(Sealed[Needs]):
    NAME: ClassVar = "needs"
    SEALED: ClassVar = "asks"
    COUNT: ClassVar = "asked"
    READINGS: ClassVar = "needs_readings"
    publishes = True

    def __init__(self, database: Database, keys: KeyRing) -> None:
        super().__init__(database, Needs, keys, ASKS)
        self._readings = database[self.READINGS]

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self._readings.create_index([("needs_id", 1), ("at", -1)])
        await self._readings.create_index([("needs_id", 1), ("by", 1), ("at", -1)])

    def told(self, aggregate: Needs) -> dict[str, Any]:
        return {"open": aggregate.open}

    def told_names(self) -> frozenset[str]:
        return frozenset({"open"})

    async def headlines(self, championship_id: UUID, subjects: Collection[UUID] | None = None) -> list[Headline]:
        """Of those who ask for something."""
        query: dict[str, Any] = {"championship_id": championship_id, "asked": {"$gt": 0}}
        if subjects is not None:
            query["subject_id"] = {"$in": list(subjects)}
        return [_headline(row) async for row in self.collection.find(query, HEADLINE).sort("_id")]

    async def headlines_of(self, ids: Collection[UUID]) -> list[Headline]:
        """Of those of these by which something is asked for."""
        query = {"_id": {"$in": list(ids)}, "asked": {"$gt": 0}}
        return [_headline(row) async for row in self.collection.find(query, HEADLINE)]

    async def headline(self, id: UUID) -> Headline | None:
        found = await self.collection.find_one({"_id": id, "asked": {"$gt": 0}}, HEADLINE)
        return _headline(found) if found else None

    async def with_needs(self, championship_id: UUID, subjects: Collection[UUID]) -> frozenset[UUID]:
        """Who of these people asked for something."""
        return frozenset(one.subject_id for one in await self.headlines(championship_id, subjects) if one.subject_id)

    async def acts(self, championship_id: UUID) -> list[tuple[UUID, Forgotten]]:
        """By entry, what was erased, the newest first."""
        query = {"championship_id": championship_id, "forgotten": {"$ne": None}}
        shown = {"forgotten": True, "registration_id": True}
        cursor = self.collection.find(query, shown).sort([("forgotten.at", -1), ("_id", 1)])
        return [
            (row["registration_id"], Forgotten(row["forgotten"]["at"], WhyErased(row["forgotten"]["ground"])))
            async for row in cursor
        ]

    async def must_be_there(self, id: UUID) -> None:
        """Raises Unknown where nothing is asked for."""
        if await self.headline(id) is None:
            raise Unknown("needs", id)

    async def note(self, ids: Iterable[UUID], reading: NeedsReading) -> None:
        """That they were looked at: a document each."""
        rows = [
            InsertOne({"_id": uuid4(), "needs_id": id, "at": reading.at, "by": reading.by, "where": reading.where})
            for id in ids
        ]
        if rows:
            await self._readings.bulk_write(rows)

    async def readings(self, id: UUID, *, most: int) -> list[NeedsReading]:
        """The newest first."""
        cursor = self._readings.find({"needs_id": id}).sort([("at", -1), ("_id", -1)]).limit(most)
        return [NeedsReading(row["at"], row["by"], Where(row["where"])) async for row in cursor]

    async def most_read(self, ids: Collection[UUID], by: str, since: datetime) -> int:
        """How often by that account, of the one of these that it read most."""
        stages: list[dict[str, Any]] = [
            {"$match": {"needs_id": {"$in": list(ids)}, "by": by, "at": {"$gt": since}}},
            {"$group": {"_id": "$needs_id", "times": {"$sum": 1}}},
            {"$sort": {"times": -1}},
            {"$limit": 1},
        ]
        return max([row["times"] async for row in await self._readings.aggregate(stages)], default=0)

    async def forget_readings(self, id: UUID) -> None:
        await self._readings.delete_many({"needs_id": id})


def _headline(row: Mapping[str, Any]) -> Headline:
    names = ("_id", "registration_id", "championship_id", "subject_id", "asked", "open", "key")
    return Headline(*(row[name] for name in names))
