from typing import ClassVar

from certificates.domain.designs.own import DesignFile, OwnDesign, PlaceTaken, UnknownDesign
from shared.errors import Stale
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
        await self.collection.create_index([("organisation", 1), ("place", 1)], unique=True)

    def duplicate(self, aggregate: OwnDesign, index: str) -> Exception:
        """PlaceTaken; Stale where somebody else brought one of this code along."""
        return PlaceTaken() if index == "organisation_1_place_1" else Stale(str(aggregate.id))

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

    async def places(self, organisation: str) -> set[int]:
        """That are taken."""
        return {found["place"] async for found in self.collection.find({"organisation": organisation}, {"place": True})}
