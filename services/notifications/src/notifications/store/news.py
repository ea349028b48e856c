"""What championships tell, one for all whom an event concerns, with nothing in it that is personal."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from notifications.domain.news import News
from shared.mongo.database import Collection, Database

MONTH: Final = 30 * 24 * 3600
"""A letter is given up much earlier."""
NEWS: Final = TypeAdapter(News)


class NewsStore:
    def __init__(self, database: Database) -> None:
        self._collection: Collection = database["news"]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("kept_at", expireAfterSeconds=MONTH)

    async def keep(self, event_id: UUID, news: News, at: datetime) -> None:
        """A repeat changes nothing."""
        kept = {**NEWS.dump_python(news), "kept_at": at}
        await self._collection.update_one({"_id": event_id}, {"$setOnInsert": kept}, upsert=True)

    async def of(self, event_id: UUID) -> News | None:
        """None where it has not come yet, and where it is gone: a letter then goes without its file."""
        found = await self._collection.find_one({"_id": event_id}, {"_id": False, "kept_at": False})
        return NEWS.validate_python(found) if found else None
