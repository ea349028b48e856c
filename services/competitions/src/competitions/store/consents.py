"""What people and their guardians allow, a document a giver, a person and a championship."""

from collections.abc import Collection, Iterable
from typing import ClassVar
from uuid import UUID

from competitions.domain.consents.records import Consents, Decision
from competitions.domain.refusal import Unknown
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class ConsentRecords(Aggregates[Consents]):
    NAME: ClassVar = "consents"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Consents, lambda id: Unknown("consents", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("championship_id", 1), ("subject_id", 1)])
        for who in ("subject_id", "giver_id"):
            await self.collection.create_index([(who, 1), ("answers.decision", 1)])

    @staticmethod
    def id_of(championship_id: UUID, subject_id: UUID, giver_id: UUID) -> UUID:
        """Nobody is asked in two records."""
        return derive(championship_id, subject_id, giver_id, "consents")

    async def about_person(self, subject_id: UUID) -> list[Consents]:
        """Of all championships and givers."""
        return await self.find_many({"subject_id": subject_id})

    async def given_by(self, giver_ids: Iterable[UUID]) -> list[Consents]:
        """By one of these people, about themselves or others."""
        return await self.find_many({"giver_id": {"$in": list(giver_ids)}})

    async def about(self, championship_id: UUID, subject_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, Consents]]:
        """By the person that they are about, then by giver. Everybody of `subject_ids` is there."""
        found: dict[UUID, dict[UUID, Consents]] = {id: {} for id in subject_ids}
        query = {"championship_id": championship_id, "subject_id": {"$in": list(found)}}
        for record in await self.find_many(query):
            found[record.subject_id][record.giver_id] = record
        return found

    async def part(self, *, limit: int, after: UUID | None) -> tuple[list[Consents], UUID | None]:
        """Of all there are."""
        return await self.page({}, limit=limit, after=after)

    async def ever_given(self, ids: Collection[UUID]) -> list[Consents]:
        """In which anything was ever given about one of these people, or by one of them, withdrawn or not."""
        of = [{who: {"$in": list(ids)}, "answers.decision": Decision.GIVEN} for who in ("subject_id", "giver_id")]
        return await self.find_many({"$or": of})
