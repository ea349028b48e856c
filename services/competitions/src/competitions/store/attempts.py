"""Who is just entering what: gone as soon as it says nothing any more."""

from typing import ClassVar

from competitions.domain.entering.attempts import LASTS, Attempts
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class AttemptsStore(Aggregates[Attempts]):
    NAME: ClassVar = "entry_attempts"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Attempts, lambda id: Unknown("attempt", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("at", expireAfterSeconds=2 * int(LASTS.total_seconds()))
