from typing import ClassVar, Final
from uuid import UUID

from certificates.domain.achievement import IssuerAward
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.ttl_cache import TtlCache

KEPT: Final = 1000
KEPT_SECONDS: Final = 600.0


class Awards(Aggregates[IssuerAward]):
    """What each issuer awards, as it was at first sight."""

    name: ClassVar = "awards"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, IssuerAward, LookupError)
        self._kept: TtlCache[UUID, IssuerAward] = TtlCache(most=KEPT, seconds=KEPT_SECONDS)

    async def known(self, id: UUID) -> IssuerAward | None:
        """Nothing changes one, so the process keeps what it has seen."""
        kept = self._kept.get(id)
        if kept is None and (found := await self.find(id)):
            return self._kept.keep(id, found)
        return kept
