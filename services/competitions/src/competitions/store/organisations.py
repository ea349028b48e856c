"""What organisations say of themselves, a document each."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.records.organisation import Organisation
from competitions.domain.refusal import Unknown
from shared.contracts.competitions.organisations import organisation_key
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Organisations(Aggregates[Organisation]):
    NAME: ClassVar = "organisations"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Organisation, lambda id: Unknown("organisation", id))

    async def of(self, code: str) -> Organisation | None:
        """None while nothing is said of it."""
        return await self.find(id_of(code))


def id_of(code: str) -> UUID:
    return organisation_key(code)
