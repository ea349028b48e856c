from typing import ClassVar

from certificates.domain.designs.own import OwnDesign, UnknownDesign
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Designs(Aggregates[OwnDesign]):
    """What issuers brought along."""

    name: ClassVar = "designs"
    publishes = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, OwnDesign, lambda id: UnknownDesign(str(id)))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("code", 1)], unique=True)

    async def coded(self, organisation: str, code: str) -> OwnDesign | None:
        return await self.find_one({"organisation": organisation, "code": code})

    async def of(self, organisation: str) -> list[OwnDesign]:
        return await self.find_many({"organisation": organisation}, sort=[("code", 1)])
