"""The schedule of each championship, under the championship's id."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.refusal import Unknown
from competitions.domain.schedule.items import Schedule
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Schedules(Aggregates[Schedule]):
    NAME: ClassVar = "schedules"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Schedule, lambda id: Unknown("schedule", id))

    async def of(self, championship_id: UUID) -> Schedule:
        """An empty one where nothing was planned yet."""
        return await self.find(championship_id) or Schedule(championship_id)
