from collections.abc import AsyncIterator, Collection
from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

from certificates.domain.acts.act import Act, Stage, UnknownAct
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

KEPT: Final = timedelta(days=1)
"""What nobody starts is not kept longer: it may have names in it."""
_LONG: Final = dict.fromkeys(("tasks", "faults", "left_out"), False)


class Acts(Aggregates[Act]):
    """What officers did, or are about to do, with entries of registers."""

    name: ClassVar = "acts"
    publishes = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Act, UnknownAct)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("at", -1)])
        seconds = int(KEPT.total_seconds())
        draft = {"stage": Stage.DRAFT.value}
        await self.collection.create_index("at", expireAfterSeconds=seconds, partialFilterExpression=draft)
        await self.collection.create_index("stage")

    def going(self) -> AsyncIterator[Act]:
        """What was started and is not done."""
        return self.each({"stage": Stage.GOING.value}, part=10)

    def unfinished_with(self, certificate_ids: Collection[UUID]) -> AsyncIterator[Act]:
        """Those in which it may still stand what is to be said of these."""
        stages = [Stage.DRAFT.value, Stage.GOING.value]
        return self.each({"stage": {"$in": stages}, "tasks.certificate_id": {"$in": list(certificate_ids)}}, part=10)

    async def of(self, organisation: str, *, limit: int) -> list[Act]:
        """What was started, the newest first, without its entries."""
        query = {"organisation": organisation, "stage": {"$ne": Stage.DRAFT.value}}
        cursor = self.collection.find(query, _LONG).sort("at", -1).limit(limit)
        return [self.load(found) async for found in cursor]
