"""The duties of accounts, as the competitions service has told of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.contracts.duties import DutyGranted
from shared.identity.principal import Duty, Role
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class DutyUnknown(Exception):
    """Nothing is known of a duty with this id."""


@dataclass(frozen=True, slots=True)
class ToldDuty:
    """One duty. Of one that ended stays that it did: a duty never begins again under its id, so nothing late revives it."""

    id: UUID
    account: str | None
    role: Role | None = None
    organisation: str = ""
    championship_id: UUID | None = None
    for_program: bool = False
    version: int = 1


class ToldDuties(Aggregates[ToldDuty]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "duties", ToldDuty, DutyUnknown)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("account")

    async def of(self, account: str) -> Sequence[Duty]:
        told = await self.find_many({"account": account})
        return [
            Duty(one.role, one.organisation, one.championship_id, for_program=one.for_program)
            for one in told
            if one.role
        ]

    async def record(self, told: DutyGranted) -> None:
        """A repetition changes nothing, nor does what comes after the end. A role that is not known here yet is none."""
        role = next((role for role in Role if role == told.role), None)
        place = (told.organisation, told.championship_id)
        await self.add(ToldDuty(told.duty_id, told.account, role, *place, for_program=told.for_program))

    async def end(self, duty_id: UUID) -> None:
        known = await self.add(ToldDuty(duty_id, None))
        if known.account is not None:
            await self.save(replace(known, account=None, role=None))
