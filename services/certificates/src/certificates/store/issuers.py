from collections.abc import Collection, Mapping
from typing import ClassVar

from certificates.domain.copied import folded
from certificates.domain.issuer import Issuer, IssuerExists, PrefixTaken, UnknownIssuer
from shared.errors import Stale
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.together import Together


class Issuers(Aggregates[Issuer]):
    name: ClassVar = "issuers"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Issuer, lambda id: UnknownIssuer(str(id)))
        self._every: Together[None, list[Issuer]] = Together(self._read_every)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        for field in ("organisation", "folded_prefix", "code"):
            await self.collection.create_index(field, unique=True)

    def duplicate(self, aggregate: Issuer, index: str) -> Exception:
        """IssuerExists, PrefixTaken; Stale where somebody else was faster with the code."""
        if index == "organisation_1":
            return IssuerExists(aggregate.organisation)
        return PrefixTaken(aggregate.prefix) if index == "folded_prefix_1" else Stale(f"issuer's code {aggregate.code}")

    def dump(self, aggregate: Issuer) -> Document:
        # Two prefixes that look alike would make numbers that nobody can tell apart.
        return {**super().dump(aggregate), "folded_prefix": folded(aggregate.prefix)}

    async def of(self, organisation: str) -> Issuer:
        """Raises UnknownIssuer."""
        found = await self.find_one({"organisation": organisation})
        if found is None:
            raise UnknownIssuer(organisation)
        return found

    async def of_all(self, organisations: Collection[str]) -> Mapping[str, Issuer]:
        """Those that are there."""
        if not organisations:
            return {}
        return {one.organisation: one for one in await self.find_many({"organisation": {"$in": list(organisations)}})}

    async def coded(self, code: int) -> Issuer | None:
        return next((one for one in await self.all() if one.code == code), None)

    async def all(self) -> list[Issuer]:
        """By code. Whoever asks at the same time gets the same: there are a handful, and each check of a certificate asks."""
        return list(await self._every.of(None) or ())

    async def _read_every(self, _asked: Collection[None]) -> Mapping[None, list[Issuer]]:
        return {None: await self.find_many({}, sort=[("code", 1)])}

    async def next_code(self) -> int:
        """One above the highest. Storing an issuer under it is what takes it."""
        last = await self.collection.find_one({}, {"code": True}, sort=[("code", -1)])
        return last["code"] + 1 if last else 1
