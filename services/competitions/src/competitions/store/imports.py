"""Files of entrants on their way into a championship. What was checked and not kept is gone within the hour."""

from collections.abc import AsyncIterator
from typing import Any, ClassVar, Final
from uuid import UUID

from competitions.domain.entering.imports import Import, ImportStage
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

HOUR: Final = 3600
MOST_SHOWN: Final = 10
UNFINISHED: Final = [ImportStage.KEPT, ImportStage.TELLING, ImportStage.UNDOING]


class Imports(Aggregates[Import]):
    NAME: ClassVar = "imports"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Import, lambda id: Unknown("import", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        checked = {"stage": ImportStage.CHECKED.value}
        await self.collection.create_index("made_at", expireAfterSeconds=HOUR, partialFilterExpression=checked)
        await self.collection.create_index("stage")
        await self.collection.create_index([("championship_id", 1), ("kept_at", -1)])

    async def to_be_undone(self, organisation: str) -> list[Import]:
        """Those that can still be taken back."""
        return await self.find_many({"stage": ImportStage.KEPT, "organisation": organisation}, limit=10)

    async def drop_checked(self, organisation: str, person_id: UUID) -> None:
        """Files that name the person, and of which nothing is there: whoever brought one brings it again."""
        query = {"stage": ImportStage.CHECKED, "organisation": organisation, "lines.person_id": person_id}
        await self.collection.delete_many(query)

    async def last_of(self, championship_id: UUID, by: str | None = None) -> list[Import]:
        """Those that were kept, also where they were taken back since, the newest first. `by`: of this account."""
        query: dict[str, Any] = {"championship_id": championship_id, "kept_at": {"$type": "date"}}
        if by is not None:
            query["by"] = by
        return await self.find_many(query, sort=(("kept_at", -1), ("_id", 1)), limit=MOST_SHOWN)

    def unfinished(self) -> AsyncIterator[Import]:
        return self.each({"stage": {"$in": UNFINISHED}})
