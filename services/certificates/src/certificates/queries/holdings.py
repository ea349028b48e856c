"""Whose certificates somebody sees in lists."""

from dataclasses import dataclass
from uuid import UUID

from certificates.domain.certificate import Certificate
from certificates.wiring import App
from shared.identity.principal import Principal, Role


@dataclass(frozen=True, slots=True)
class Holdings:
    """The visitor's own certificates and their wards', newest first; whose they are: the visitor's, their wards', or both."""

    certificates: list[Certificate]
    has_own: bool
    has_wards: bool


async def held_by(app: App, visitor: Principal) -> Holdings:
    own = {holder.id for holder in await app.holders.with_account(visitor.account)}
    found = await app.certificates.held_by(await persons_of(app, visitor))
    holders = {each.subject_id for each in found}
    return Holdings(found, has_own=bool(holders & own), has_wards=bool(holders - own))


async def listed(app: App, visitor: Principal, limit: int, after: UUID | None) -> tuple[list[Certificate], UUID | None]:
    """A page of the organisation's certificates for its officer or organiser, else of the visitor's own and their wards'."""
    if visitor.organisation and visitor.has(Role.OFFICER, Role.ORGANISER):
        return await app.certificates.page_of(visitor.organisation, limit=limit, after=after)
    persons = await persons_of(app, visitor)
    return await app.certificates.page_held_by(persons, limit=limit, after=after)


async def persons_of(app: App, visitor: Principal) -> list[UUID]:
    own = [holder.id for holder in await app.holders.with_account(visitor.account)]
    wards = await app.holders.wards_of(own) if own else []
    today = app.day(app.now())
    return sorted({*own, *(ward.id for ward in wards if not ward.close_ones(today).isdisjoint(own))})
