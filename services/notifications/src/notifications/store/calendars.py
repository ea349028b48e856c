"""Files for calendars that letters carry along: one for all letters about an event, with nothing in it that is personal."""

from datetime import datetime
from typing import Final
from uuid import UUID

from notifications.domain.deliveries import Wording
from shared.mongo.database import Collection, Database

MONTH: Final = 30 * 24 * 3600
"""A letter is given up much earlier."""


class Calendars:
    def __init__(self, database: Database) -> None:
        self._collection: Collection = database["calendars"]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("kept_at", expireAfterSeconds=MONTH)

    async def keep(self, event_id: UUID, files: Wording, at: datetime) -> None:
        """A repeat changes nothing."""
        kept = {"ru": files.ru, "en": files.en, "kept_at": at}
        await self._collection.update_one({"_id": event_id}, {"$setOnInsert": kept}, upsert=True)

    async def of(self, event_id: UUID) -> Wording | None:
        """None where it is gone: the letter goes without it."""
        found = await self._collection.find_one({"_id": event_id})
        return Wording(found["ru"], found["en"]) if found else None
