"""The texts of consents that organisations wrote themselves, a document an organisation and a purpose."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import OwnTexts, Template
from competitions.domain.refusal import Unknown
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class OwnTextsStore(Aggregates[OwnTexts]):
    NAME: ClassVar = "consent_texts"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, OwnTexts, lambda id: Unknown("consent text", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("organisation")

    async def of(self, organisation: str, purpose: Purpose) -> OwnTexts | None:
        """None where the organisation never wrote one."""
        return await self.find(id_of(organisation, purpose))

    async def of_organisation(self, organisation: str) -> list[OwnTexts]:
        return await self.find_many({"organisation": organisation})

    async def newest(self, organisation: str) -> Mapping[Purpose, Template]:
        """Those that stand instead of the shipped ones."""
        found = await self.of_organisation(organisation)
        return {one.purpose: one.newest.text for one in found if one.newest}


def id_of(organisation: str, purpose: Purpose) -> UUID:
    return derive(organisation, purpose, "consent text")
