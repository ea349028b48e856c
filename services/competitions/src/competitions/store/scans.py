"""Scans of signed consents: what is known of them, and apart from that their sealed contents and who read them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4

from competitions.domain.consents.scans import Reading, Scan
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

NEWEST_FIRST: Final = (("added_at", -1), ("_id", -1))


class Scans(Aggregates[Scan]):
    NAME: ClassVar = "scans"
    CONTENTS: ClassVar = "scan_contents"
    READINGS: ClassVar = "scan_readings"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Scan, lambda id: Unknown("scan", id))
        self._contents = database[self.CONTENTS]
        self._readings = database[self.READINGS]

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("consents_id")
        for place in ("organisation", "championship_id"):
            await self.collection.create_index([(place, 1), *NEWEST_FIRST])
        await self._contents.create_index("at")
        await self._readings.create_index([("scan_id", 1), ("at", -1)])
        await self._readings.create_index([("scan_id", 1), ("by", 1), ("at", -1)])

    async def of(self, consents_ids: list[UUID]) -> list[Scan]:
        return await self.find_many({"consents_id": {"$in": consents_ids}})

    async def kept_in(
        self,
        championships: Collection[UUID],
        subjects: Collection[UUID] | None = None,
        *,
        limit: int,
        after: UUID | None,
    ) -> tuple[list[Scan], UUID | None]:
        """Of these championships, the newest first, a part at a time; about these people alone."""
        query: dict[str, Any] = {"championship_id": {"$in": list(championships)}}
        if subjects is not None:
            query["subject_id"] = {"$in": list(subjects)}
        if last := await self.find(after) if after else None:
            earlier = {"added_at": {"$lt": last.added_at}}
            query["$or"] = [earlier, {"added_at": last.added_at, "_id": {"$lt": last.id}}]
        found = await self.find_many(query, sort=NEWEST_FIRST, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def places(self, organisation: str | None, championships: Collection[UUID]) -> list[UUID]:
        """Of these, and of all of the organisation, the championships that have any."""
        places: list[dict[str, Any]] = [{"championship_id": {"$in": list(championships)}}]
        if organisation is not None:
            places.append({"organisation": organisation})
        found: list[UUID] = await self.collection.distinct("championship_id", {"$or": places})
        return found

    async def note(self, scan_id: UUID, reading: Reading) -> None:
        """That it was opened: for good, a document each."""
        await self._readings.insert_one({"_id": uuid4(), "scan_id": scan_id, "at": reading.at, "by": reading.by})

    async def readings(self, scan_id: UUID, *, most: int) -> list[Reading]:
        """The newest first."""
        cursor = self._readings.find({"scan_id": scan_id}).sort([("at", -1), ("_id", -1)]).limit(most)
        return [Reading(row["at"], row["by"]) async for row in cursor]

    async def read_since(self, scan_id: UUID, by: str, since: datetime, *, most: int) -> int:
        """How often by that account; `most` stands for more."""
        return await self._readings.count_documents({"scan_id": scan_id, "by": by, "at": {"$gt": since}}, limit=most)

    async def times_read(self, scan_ids: Collection[UUID]) -> dict[UUID, int]:
        """Of those that were read."""
        stages: list[dict[str, Any]] = [
            {"$match": {"scan_id": {"$in": list(scan_ids)}}},
            {"$group": {"_id": "$scan_id", "times": {"$sum": 1}}},
        ]
        return {row["_id"]: row["times"] async for row in await self._readings.aggregate(stages)}

    async def put_content(self, id: UUID, sealed: bytes, at: datetime) -> None:
        """Before the scan itself: what is known has a content."""
        await self._contents.replace_one({"_id": id}, {"sealed": sealed, "at": at}, upsert=True)

    async def content(self, id: UUID) -> bytes:
        """Sealed. Raises Unknown."""
        found = await self._contents.find_one({"_id": id})
        if found is None:
            raise Unknown("scan", id)
        return bytes(found["sealed"])

    async def remove_content(self, id: UUID) -> None:
        """With the record of who read it."""
        await self._contents.delete_one({"_id": id})
        await self._readings.delete_many({"scan_id": id})

    async def left_over(self, before: datetime) -> list[UUID]:
        """Contents from before that moment whose scan is not there: the process died between the two."""
        joined = {"from": self.NAME, "localField": "_id", "foreignField": "_id", "as": "scan"}
        stages: list[dict[str, Any]] = [
            {"$match": {"at": {"$lt": before}}},
            {"$project": {"_id": True}},
            {"$lookup": joined},
            {"$match": {"scan": []}},
        ]
        return [row["_id"] async for row in await self._contents.aggregate(stages)]
