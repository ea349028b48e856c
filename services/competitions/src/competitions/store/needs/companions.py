"""Who comes with an entry, a document an entry. Codes lie open, so that a pass is found at the door."""

from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID

from pydantic import TypeAdapter

from competitions.domain.needs.asked import NeedsSealBroken
from competitions.domain.needs.companions import Companion, Companions
from competitions.store.needs.sealing import Sealed
from shared.identity.sealing import KeyRing
from shared.mongo.database import Database
from shared.mongo.pending_events import HIDDEN
from shared.observability.telemetry import log


class CompanionsStore(Sealed[Companions]):
    NAME: ClassVar = "companions"
    SEALED: ClassVar = "people"
    COUNT: ClassVar = "coming"

    def __init__(self, database: Database, keys: KeyRing) -> None:
        super().__init__(database, Companions, keys, TypeAdapter(tuple[Companion, ...]))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("codes")

    def told(self, aggregate: Companions) -> dict[str, Any]:
        return {"codes": [one.code for one in aggregate.people]}

    def told_names(self) -> frozenset[str]:
        return frozenset({"codes"})

    async def entry_of(self, code: str) -> UUID | None:
        """With whose entry somebody comes who has this pass."""
        found = await self.collection.find_one({"codes": code}, {"_id": True})
        return found["_id"] if found else None

    async def with_entries(self, entry_ids: Collection[UUID]) -> dict[UUID, Companions]:
        """By entry. What no key opens is left out."""
        return await self._opened({"_id": {"$in": list(entry_ids)}, **self.kept})

    async def in_championship(self, championship_id: UUID) -> dict[UUID, Companions]:
        return await self._opened({"championship_id": championship_id, **self.kept})

    async def _opened(self, query: dict[str, Any]) -> dict[UUID, Companions]:
        found: dict[UUID, Companions] = {}
        async for row in self.collection.find(query, HIDDEN):
            try:
                found[row["_id"]] = self.load(row)
            except NeedsSealBroken:
                log.error("companions cannot be opened", entry_id=str(row["_id"]))
        return found
