from typing import ClassVar

from certificates.domain.achievement import Achievement, CodeTaken, UnknownAchievement
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Achievements(Aggregates[Achievement]):
    """What can be earned of each issuer, as it is said now."""

    name: ClassVar = "achievements"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Achievement, UnknownAchievement)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("code", 1)], unique=True)

    def duplicate(self, aggregate: Achievement, _index: str) -> Exception:
        """CodeTaken."""
        return CodeTaken(aggregate.code)

    async def coded(self, organisation: str, code: str) -> Achievement | None:
        return await self.find_one({"organisation": organisation, "code": code})

    async def of(self, organisation: str) -> list[Achievement]:
        """Those that are offered first, by code."""
        return await self.find_many({"organisation": organisation}, sort=[("is_offered", -1), ("code", 1)])

    async def naming(self, organisation: str, design: str) -> list[Achievement]:
        """Those that are printed in it, by code."""
        return await self.find_many({"organisation": organisation, "design": design}, sort=[("code", 1)])
