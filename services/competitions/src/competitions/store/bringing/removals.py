"""What is left of championships that were brought in and deleted again."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.bringing.removals import Removal
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

MOST = 50


class Removals(Aggregates[Removal]):
    NAME: ClassVar = "package_removals"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Removal, lambda id: Unknown("removal", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("at", -1)])

    async def of(self, organisation: str) -> list[Removal]:
        """The newest first."""
        return await self.find_many({"organisation": organisation}, sort=(("at", -1),), limit=MOST)

    async def is_known(self, organisation: str, championship_id: UUID) -> bool:
        """Whether this championship was deleted there."""
        known = {"organisation": organisation, "championship_id": championship_id}
        return await self.collection.find_one(known, {"_id": True}) is not None
