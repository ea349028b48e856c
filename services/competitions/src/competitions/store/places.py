"""The places of skills, a document a skill."""

from collections import Counter
from collections.abc import AsyncIterator, Collection
from typing import Any, ClassVar
from uuid import UUID

from competitions.domain.entering.places import Places
from competitions.domain.refusal import Unknown
from shared.mongo.cached_aggregates import CachedAggregates
from shared.mongo.database import Database


class PlacesStore(CachedAggregates[Places]):
    """Mostly entries are added: only these are written."""

    NAME: ClassVar = "places"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Places, lambda id: Unknown("skill", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("championship_id")
        await self.collection.create_index("unsettled", partialFilterExpression={"unsettled": {"$type": "binData"}})

    async def of_skill(self, skill_id: UUID, championship_id: UUID) -> Places:
        """Empty ones where nobody is entered yet."""
        return await self.find(skill_id) or Places(skill_id, championship_id)

    async def of_championship(self, championship_id: UUID) -> list[Places]:
        return await self.find_many({"championship_id": championship_id})

    async def taken_in(self, skill_ids: Collection[UUID]) -> dict[UUID, Counter[str]]:
        """How many of each category hold a place in each of the skills."""
        entries = {"$filter": {"input": "$entries", "cond": "$$this.has_place"}}
        stages: list[dict[str, Any]] = [
            {"$match": {"_id": {"$in": list(skill_ids)}}},
            {"$project": {"category": {"$map": {"input": entries, "in": "$$this.category"}}}},
            {"$unwind": "$category"},
            {"$group": {"_id": {"skill": "$_id", "category": "$category"}, "entries": {"$sum": 1}}},
        ]
        found: dict[UUID, Counter[str]] = {}
        async for row in await self.collection.aggregate(stages):
            if row["_id"].get("category"):
                found.setdefault(row["_id"]["skill"], Counter())[row["_id"]["category"]] = row["entries"]
        return found

    async def holding(self, subject_ids: Collection[UUID]) -> list[UUID]:
        """The skills in which one of these people is entered, of those whose registrations may not say so yet."""
        ids = {"$in": list(subject_ids)}
        either = [{"entries.subject_id": ids}, {"entries.team.members": ids}]
        query = {"unsettled": {"$type": "binData"}, "$or": either}
        return [row["_id"] async for row in self.collection.find(query, {"_id": True})]

    def unsettled(self) -> AsyncIterator[Places]:
        """Those whose registrations may not say yet what stands there."""
        return self.each({"unsettled": {"$type": "binData"}})
