"""The schedule of each championship, under the championship's id."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.refusal import Unknown
from competitions.domain.schedule.items import Schedule
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Schedules(Aggregates[Schedule]):
    NAME: ClassVar = "schedules"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Schedule, lambda id: Unknown("schedule", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("untold.item_id", partialFilterExpression={"untold.0": {"$exists": True}})
        begun = {"telling.began_at": {"$exists": True}}
        await self.collection.create_index("telling.began_at", partialFilterExpression=begun)

    async def with_untold(self) -> list[Schedule]:
        """Those of which somebody has to hear something."""
        begun = await self.find_many({"telling.began_at": {"$exists": True}})
        known = [one.id for one in begun]
        return [*begun, *await self.find_many({"untold.0": {"$exists": True}, "_id": {"$nin": known}})]

    async def of(self, championship_id: UUID) -> Schedule:
        """An empty one where nothing was planned yet."""
        return await self.find(championship_id) or Schedule(championship_id)
