"""Packages that were checked and not brought in: gone within the hour."""

from typing import ClassVar, Final

from competitions.domain.bringing.packages import ArrivedPackage
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

HOUR: Final = 3600


class ArrivedPackages(Aggregates[ArrivedPackage]):
    NAME: ClassVar = "packages"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, ArrivedPackage, lambda id: Unknown("package", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("made_at", expireAfterSeconds=HOUR)
