"""Whose data goes by itself, and when; what is left of it afterwards."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from competitions.domain.consents.erasure import Erasure
from competitions.domain.refusal import Unknown
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.together import Together


class Erasures(Aggregates[Erasure]):
    NAME: ClassVar = "erasures"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Erasure, lambda id: Unknown("erasure", id))
        self._planned: Together[UUID, list[Erasure]] = Together(self._planned_by_subject)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("done_at", 1), ("look_at", 1)])
        await self.collection.create_index([("championship_id", 1), ("erase_at", 1)])
        for whom in ("subject_id", "subject_ids", "guardians"):
            await self.collection.create_index(whom)

    @staticmethod
    def id_of(championship_id: UUID, subject_id: UUID) -> UUID:
        """A person is planned once in a championship."""
        return derive(championship_id, subject_id, "erasure")

    def to_look_at(self, at: datetime) -> AsyncIterator[Erasure]:
        return self.each({"done_at": None, "look_at": {"$lte": at}})

    async def planned(self, subject_ids: Collection[UUID]) -> list[Erasure]:
        """Of these people, not carried out yet."""
        if len(subject_ids) == 1:  # as where many enter themselves at once
            [one] = subject_ids
            return await self._planned.of(one) or []
        return await self._find_planned(subject_ids)

    async def _find_planned(self, subject_ids: Collection[UUID]) -> list[Erasure]:
        return await self.find_many({"subject_id": {"$in": list(subject_ids)}, "done_at": None})

    async def _planned_by_subject(self, subject_ids: Collection[UUID]) -> dict[UUID, list[Erasure]]:
        found: defaultdict[UUID, list[Erasure]] = defaultdict(list)
        for one in await self._find_planned(subject_ids):
            found[one.subject_id].append(one)
        return found

    async def of_championship(self, championship_id: UUID, *, most: int) -> list[Erasure]:
        """The next first."""
        return await self.find_many({"championship_id": championship_id}, sort=(("erase_at", 1),), limit=most)

    async def carried_out(self, subject_id: UUID) -> Erasure | None:
        """Of the person, or of somebody whose guardian they were."""
        whom = [{"subject_id": subject_id}, {"subject_ids": subject_id}, {"guardians": subject_id}]
        return await self.find_one({"$or": whom, "done_at": {"$ne": None}})
