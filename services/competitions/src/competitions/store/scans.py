"""Scans of signed consents: what is known of them, and apart from that their sealed contents."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from competitions.domain.consents.scans import Scan
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Scans(Aggregates[Scan]):
    NAME: ClassVar = "scans"
    CONTENTS: ClassVar = "scan_contents"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Scan, lambda id: Unknown("scan", id))
        self._contents = database[self.CONTENTS]

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("consents_id")
        await self._contents.create_index("at")

    async def of(self, consents_ids: list[UUID]) -> list[Scan]:
        return await self.find_many({"consents_id": {"$in": consents_ids}})

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
        await self._contents.delete_one({"_id": id})

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
