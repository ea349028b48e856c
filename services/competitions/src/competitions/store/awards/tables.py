"""Tables of awards. One that nobody starts is gone within a day, with its rows."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import ClassVar, Final

from competitions.domain.awards.tables import Table, TableStage
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

MOST_SHOWN: Final = 20
AT_WORK: Final = [TableStage.READING, TableStage.GRANTING]
UNSTARTED: Final = [one for one in TableStage if one not in {TableStage.GRANTING, TableStage.DONE}]


class AwardTables(Aggregates[Table]):
    NAME: ClassVar = "award_tables"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Table, lambda id: Unknown("award table", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("stage")
        await self.collection.create_index([("organisation", 1), ("made_at", -1)])

    async def last_of(self, organisation: str) -> list[Table]:
        """The newest first."""
        return await self.find_many(
            {"organisation": organisation}, sort=(("made_at", -1), ("_id", 1)), limit=MOST_SHOWN
        )

    def at_work(self) -> AsyncIterator[Table]:
        """Those that are to be read, or handed out."""
        return self.each({"stage": {"$in": AT_WORK}})

    def forgotten(self, before: datetime) -> AsyncIterator[Table]:
        """Nothing of them was granted, and they were brought before that."""
        return self.each({"stage": {"$in": UNSTARTED}, "made_at": {"$lt": before}})
