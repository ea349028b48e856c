"""How organisations call themselves, as the competitions service has told."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from notifications.domain.deliveries import Wording
from shared.contracts.competitions.organisations import OrganisationDescribed, organisation_key
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.retry import retry_on_conflict


@dataclass(frozen=True, slots=True)
class ToldOrganisation:
    id: UUID
    edition: int
    """The highest that has arrived."""
    name: Wording | None
    version: int = 1


class ToldOrganisations(Aggregates[ToldOrganisation]):
    NAME: ClassVar = "told_organisations"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, ToldOrganisation, LookupError)

    async def record(self, told: OrganisationDescribed) -> None:
        name = Wording(told.name.ru, told.name.en) if told.name else None
        heard = ToldOrganisation(told.key, told.edition, name)

        async def attempt() -> None:
            known = await self.add(heard)
            if known.edition < heard.edition:
                await self.save(replace(heard, version=known.version))

        await retry_on_conflict(attempt)

    async def called(self, code: str) -> Wording:
        """Its short name while it has told no other: a letter waits for nobody to fill in a page."""
        known = await self.find(organisation_key(code))
        return known.name if known and known.name else Wording(code, code)
