from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from pymongo import ReturnDocument

from shared.mongo.database import Database, Document


class NameChecks:
    """How many names may still be tried on a certificate: a bucket that fills again with time."""

    name: ClassVar = "name_checks"
    publishes: ClassVar = False

    def __init__(self, database: Database, an_hour: int) -> None:
        self._collection = database[self.name]
        self._most = an_hour
        self._gap = timedelta(hours=1) / an_hour

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("at", expireAfterSeconds=7200)

    async def take(self, certificate_id: UUID, at: datetime) -> bool:
        """Whether one more try is allowed now; takes it if so. One atomic step, whatever the number of processes."""
        gap = self._gap.total_seconds() * 1000
        refilled = {"$divide": [{"$subtract": [at, {"$ifNull": ["$at", at]}]}, gap]}
        tokens = {"$min": [self._most, {"$add": [{"$ifNull": ["$tokens", self._most]}, refilled]}]}
        allowed = {"$gte": [tokens, 1]}
        steps = [
            {"$set": {"allowed": allowed, "tokens": {"$cond": [allowed, {"$subtract": [tokens, 1]}, tokens]}, "at": at}}
        ]
        found: Document | None = await self._collection.find_one_and_update(
            {"_id": certificate_id}, steps, upsert=True, return_document=ReturnDocument.AFTER
        )
        return found is not None and bool(found["allowed"])

    @property
    def wait(self) -> int:
        """Seconds until the next try."""
        return int(self._gap.total_seconds())
