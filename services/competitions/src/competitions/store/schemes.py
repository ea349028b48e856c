"""The marking scheme of each skill."""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from competitions.domain.marking_scheme import SkillScheme
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Schemes(Aggregates[SkillScheme]):
    NAME: ClassVar = "schemes"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, SkillScheme, lambda id: Unknown("marking scheme", id))

    async def drop_orphans(self, ids: Collection[UUID]) -> None:
        """Those of a championship that is not there: a kill ended its arrival."""
        await self.collection.delete_many({"_id": {"$in": list(ids)}})
