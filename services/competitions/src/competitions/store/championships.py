"""Championships, and which of them a person may see."""

from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID

from competitions.domain.championship import Championship, Stage
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Championships(Aggregates[Championship]):
    NAME: ClassVar = "championships"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Championship, lambda id: Unknown("championship", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("stage")
        await self.collection.create_index([("organisation", 1), ("stage", 1), ("starts_on", -1)])

    async def being_published(self) -> list[Championship]:
        return await self.find_many({"stage": Stage.PUBLISHING})

    async def going_on(self, organisation: str, *, limit: int) -> list[Championship]:
        """Those of an organisation that are not published yet, the newest first."""
        going = {"organisation": organisation, "stage": Stage.EMBARGO}
        return await self.find_many(going, sort=(("starts_on", -1), ("_id", 1)), limit=limit)

    async def being_cancelled(self) -> list[Championship]:
        """Those that are cancelled, and not everybody was told."""
        return await self.find_many({"stage": Stage.CANCELLED, "cancelled.completed_at": None})

    async def visible(
        self, organisation: str | None, own: Collection[UUID] = (), *, limit: int, after: UUID | None
    ) -> tuple[list[Championship], UUID | None]:
        """Those that are announced, and those of `organisation` and the `own` ones before that."""
        known: list[dict[str, Any]] = [{"announced_at": {"$ne": None}}]
        if organisation:
            known.append({"organisation": organisation})
        if own:
            known.append({"_id": {"$in": list(own)}})
        return await self.page({"$or": known}, limit=limit, after=after)
