"""Who comes along, a document for each who competes by an entry. Codes lie open, so that a pass is found at the door."""

from collections.abc import Collection
from typing import Any, ClassVar, Final
from uuid import UUID

from pydantic import TypeAdapter

from competitions.domain.needs.companions import Companion, Companions
from competitions.domain.refusal import Unknown
from competitions.store.needs.sealing import Sealed
from shared.identity.sealing import KeyRing
from shared.mongo.database import Database
from shared.mongo.pending_events import HIDDEN

PEOPLE: Final = TypeAdapter(tuple[Companion, ...])


class CompanionsStore(Sealed[Companions]):
    NAME: ClassVar = "companions"
    SEALED: ClassVar = "people"
    COUNT: ClassVar = "coming"

    def __init__(self, database: Database, keys: KeyRing) -> None:
        super().__init__(database, Companions, keys, PEOPLE)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("codes")

    def told(self, aggregate: Companions) -> dict[str, Any]:
        return {"codes": [one.code for one in aggregate.people]}

    def told_names(self) -> frozenset[str]:
        return frozenset({"codes"})

    async def entry_of(self, code: str) -> UUID | None:
        """With which entry somebody comes who has this pass."""
        found = await self.collection.find_one({"codes": code}, {"registration_id": True})
        return found["registration_id"] if found else None

    async def with_pass(self, registration_id: UUID, code: str) -> Companions:
        """Raises Unknown, NeedsSealBroken."""
        found = await self.collection.find_one({"registration_id": registration_id, "codes": code}, HIDDEN)
        if found is None:
            raise Unknown("companion", registration_id)
        return self.load(found)

    async def with_entries(self, registration_ids: Collection[UUID]) -> list[Companions]:
        """What no key opens is left out."""
        return await self._opened({"registration_id": {"$in": list(registration_ids)}, **self.kept})

    async def in_championship(self, championship_id: UUID) -> list[Companions]:
        """What no key opens is left out."""
        return await self._opened({"championship_id": championship_id, **self.kept})
