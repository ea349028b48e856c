"""What organisations hand out, as the certificates service has told."""

from collections.abc import Sequence
from typing import ClassVar

from competitions.domain.awards.offers import Offer
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.newest import keep_newest


class Offers(Aggregates[Offer]):
    NAME: ClassVar = "achievements"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Offer, lambda id: Unknown("achievement", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("code", 1)])

    async def record(self, told: Sequence[Offer]) -> None:
        """The newest of each. Raises Stale."""
        await keep_newest(self, told)

    async def of(self, organisation: str) -> list[Offer]:
        """Withdrawn ones too, by their codes."""
        return await self.find_many({"organisation": organisation}, sort=(("code", 1),))
