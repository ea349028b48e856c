"""Who asked to be erased, a document a person."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from competitions.domain.erasure_request import ErasureRequest
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class ErasureRequests(Aggregates[ErasureRequest]):
    NAME: ClassVar = "erasure_requests"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, ErasureRequest, lambda id: Unknown("person", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("declined", 1), ("at", -1)])

    async def open_of(self, organisation: str) -> list[ErasureRequest]:
        """Those that the organisation has to decide, the newest first."""
        return await self.find_many({"organisation": organisation, "declined": None}, sort=(("at", -1),), limit=100)

    async def of_people(self, subjects: Iterable[UUID]) -> dict[UUID, ErasureRequest]:
        return {one.id: one for one in await self.some(list(subjects))}

    async def forget(self, subject_id: UUID) -> None:
        await self.collection.delete_one({"_id": subject_id})
