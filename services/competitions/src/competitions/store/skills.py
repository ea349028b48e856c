"""Skills of championships, with their jury."""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from competitions.domain.preparation.skill_plan import NumberTaken
from competitions.domain.refusal import Unknown
from competitions.domain.skill import Skill
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Skills(Aggregates[Skill]):
    NAME: ClassVar = "skills"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Skill, lambda id: Unknown("skill", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("championship_id", 1), ("number", 1)], unique=True)
        for held in ("experts.subject_id", "invitations.subject_id", "dismissals.expert.subject_id"):
            await self.collection.create_index(held)
        await self.collection.create_index("invitations.sent.id", sparse=True)

    def duplicate(self, skill: Skill, _index: str) -> NumberTaken:
        return NumberTaken(skill.number)

    async def of(self, championship_id: UUID) -> list[Skill]:
        """By their numbers, those that were dropped too."""
        return await self.find_many({"championship_id": championship_id}, sort=[("number", 1)])

    async def held(self, championship_id: UUID) -> list[Skill]:
        return [skill for skill in await self.of(championship_id) if skill.is_held]

    async def number_in(self, championship_id: UUID) -> int:
        """How many skills the championship has."""
        return await self.collection.count_documents({"championship_id": championship_id})

    async def of_experts(self, subjects: Collection[UUID]) -> list[Skill]:
        """Those on whose jury one of these people is."""
        if not subjects:
            return []
        return await self.find_many({"experts.subject_id": {"$in": list(subjects)}}, sort=[("number", 1)])

    async def inviting(self, letter_id: UUID) -> Skill | None:
        """To whose jury the letter invites."""
        return await self.find_one({"invitations.sent.id": letter_id})

    async def knowing(self, *subjects: UUID) -> list[Skill]:
        """Where one of these people was ever asked to judge, or was dismissed."""
        those = {"$in": list(subjects)}
        return await self.find_many(
            {"$or": [{"invitations.subject_id": those}, {"dismissals.expert.subject_id": those}]}
        )

    async def is_any_judged_by(self, subjects: Collection[UUID]) -> bool:
        """Whether one of these people is on a jury."""
        if not subjects:
            return False
        return (
            await self.collection.find_one({"experts.subject_id": {"$in": list(subjects)}}, {"_id": True}) is not None
        )

    async def is_any_marked(self, championship_id: UUID) -> bool:
        marked = {"championship_id": championship_id, "marking_started_at": {"$ne": None}, "dropped_at": None}
        return await self.collection.find_one(marked, {"_id": True}) is not None

    async def drop_orphans(self, championship_id: UUID) -> None:
        """Those of a championship that is not there: a kill ended its arrival."""
        await self.collection.delete_many({"championship_id": championship_id})
