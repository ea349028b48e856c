from typing import ClassVar

from certificates.domain.designs.own import DesignFile, OwnDesign, UnknownDesign
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.pending_events import HIDDEN


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
        """Without its samples: every certificate that is printed asks for the rest."""
        named = {"organisation": organisation, "code": code}
        found = await self.collection.find_one(named, {**HIDDEN, "samples": False})
        return self.load(found) if found else None

    async def of(self, organisation: str) -> list[OwnDesign]:
        """By code, without their samples."""
        found = self.collection.find({"organisation": organisation}, {**HIDDEN, "samples": False}).sort("code")
        return [self.load(one) async for one in found]

    async def sample(self, organisation: str, code: str, case: str) -> DesignFile:
        """Raises UnknownDesign."""
        named = {"organisation": organisation, "code": code, "samples.name": case}
        found = await self.collection.find_one(named, {"samples": {"$elemMatch": {"name": case}}})
        if found is None:
            raise UnknownDesign(code)
        return DesignFile(case, found["samples"][0]["content"])

    async def count(self, organisation: str) -> int:
        return await self.collection.count_documents({"organisation": organisation})
