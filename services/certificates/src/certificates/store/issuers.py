"""Issuers with their keys."""

from certificates.domain.errors import UnknownIssuer
from certificates.domain.issuer import Issuer
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

ISSUERS = "issuers"


class Issuers(Aggregates[Issuer]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, ISSUERS, Issuer, lambda id: UnknownIssuer(str(id)))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        for field in ("organisation", "prefix", "code"):
            await self.collection.create_index(field, unique=True)

    async def of(self, organisation: str) -> Issuer:
        """Raises UnknownIssuer."""
        found = await self.find_one({"organisation": organisation})
        if found is None:
            raise UnknownIssuer(organisation)
        return found

    async def coded(self, code: int) -> Issuer | None:
        return await self.find_one({"code": code})

    async def all(self) -> list[Issuer]:
        return await self.find_many({}, sort=[("code", 1)])

    async def next_code(self) -> int:
        """One above the highest. Whoever is second to take it is refused by the index, and asks again."""
        last = await self.collection.find_one({}, {"code": True}, sort=[("code", -1)])
        return last["code"] + 1 if last else 1
