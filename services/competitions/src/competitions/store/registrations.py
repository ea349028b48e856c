"""Who is entered for which skill."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered, Registration, Standing
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Registrations(Aggregates[Registration]):
    NAME: ClassVar = "registrations"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Registration, lambda id: Unknown("registration", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("skill_id", 1), ("subject_id", 1)], unique=True)
        await self.collection.create_index("championship_id")

    def duplicate(self, registration: Registration, _index: str) -> AlreadyRegistered:
        return AlreadyRegistered(registration.subject_id)

    async def of_skill(
        self, skill_id: UUID, *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        """Those of everybody who is entered, a part at a time."""
        return await self.page({"skill_id": skill_id}, limit=limit, after=after)

    async def number_beside(self, id: UUID, skill_id: UUID) -> int:
        """How many are registered in the skill without this one, which a repeated request finds there."""
        return await self.collection.count_documents({"skill_id": skill_id, "_id": {"$ne": id}})

    async def competitors(self, skill_id: UUID) -> list[Registration]:
        """All who are confirmed, the absent ones too."""
        return await self.find_many({"skill_id": skill_id, "state": Standing.COMPETITOR})

    async def members(self, championship_id: UUID) -> list[str]:
        """Who the entrants and competitors come from, each spelling once, the commonest first."""
        stages: list[dict[str, Any]] = [
            {"$match": {"championship_id": championship_id}},
            {"$group": {"_id": "$member", "entries": {"$sum": 1}}},
            {"$sort": {"entries": -1, "_id": -1}},
        ]
        return [row["_id"] async for row in await self.collection.aggregate(stages)]

    async def starters(self, skill_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        """The registrations of each skill that are confirmed and not absent."""
        found: dict[UUID, tuple[UUID, ...]] = dict.fromkeys(skill_ids, ())
        starters = {"skill_id": {"$in": list(found)}, "state": Standing.COMPETITOR, "absence": None}
        async for row in self.collection.find(starters, {"skill_id": True}).sort("_id"):
            found[row["skill_id"]] += (row["_id"],)
        return found

    async def absent(self, skill_ids: Iterable[UUID]) -> list[UUID]:
        """The competitors of the skills who are in no results."""
        absent = {"skill_id": {"$in": list(skill_ids)}, "absence": {"$type": "object"}}
        return [row["_id"] async for row in self.collection.find(absent, {"_id": True})]

    async def counts(self, championship_id: UUID) -> dict[UUID, Counter[Standing]]:
        """How many are entered in each skill, by their standing."""
        group = {"_id": {"skill": "$skill_id", "state": "$state"}, "entries": {"$sum": 1}}
        stages: list[dict[str, Any]] = [{"$match": {"championship_id": championship_id}}, {"$group": group}]
        found: dict[UUID, Counter[Standing]] = {}
        async for row in await self.collection.aggregate(stages):
            found.setdefault(row["_id"]["skill"], Counter())[Standing(row["_id"]["state"])] += row["entries"]
        return found

    async def by_member(self, championship_id: UUID) -> dict[str, int]:
        """How many entries there are under each spelling of a member."""
        stages: list[dict[str, Any]] = [
            {"$match": {"championship_id": championship_id}},
            {"$group": {"_id": "$member", "entries": {"$sum": 1}}},
        ]
        return {row["_id"]: row["entries"] async for row in await self.collection.aggregate(stages)}

    async def respell(self, championship_id: UUID, written: str, name: str) -> None:
        """Entries of a member that were written otherwise get the name that the list has."""
        found = {"championship_id": championship_id, "member": written}
        await self.collection.update_many(found, {"$set": {"member": name}, "$inc": {"version": 1}})
