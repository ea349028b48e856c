from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from competitions.domain.refusal import Unknown
from competitions.domain.sending.late import LateEntry
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class LateEntries(Aggregates[LateEntry]):
    NAME: ClassVar = "late_entries"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, LateEntry, lambda id: Unknown("late_entry", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("skill_id", 1), ("arrived_at", 1), ("_id", 1)])
        await self.collection.create_index("sheet_id")

    async def of_skill(self, skill_id: UUID, author: UUID | None) -> list[LateEntry]:
        """In the order in which they came; of one author where that is asked."""
        query = {"skill_id": skill_id, **({"author": author} if author else {})}
        return await self.find_many(query, sort=(("arrived_at", 1), ("_id", 1)))

    async def forget(self, sheet_ids: Collection[UUID]) -> None:
        """All that came for these sheets, for good."""
        await self.collection.delete_many({"sheet_id": {"$in": list(sheet_ids)}})
