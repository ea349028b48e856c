"""Published results, a document a skill."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.refusal import Unknown
from competitions.domain.results.result import SkillResults
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Results(Aggregates[SkillResults]):
    NAME: ClassVar = "results"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, SkillResults, lambda id: Unknown("results", id))

    async def of(self, championship_id: UUID) -> list[SkillResults]:
        return await self.find_many({"championship_id": championship_id})

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("championship_id")

    async def drop_orphans(self, championship_id: UUID) -> None:
        """Those of a championship that is not there: a kill ended its arrival."""
        await self.collection.delete_many({"championship_id": championship_id})
