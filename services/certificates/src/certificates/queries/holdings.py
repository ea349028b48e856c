"""Whose certificates somebody sees in lists."""

from dataclasses import dataclass
from uuid import UUID

from certificates.domain.certificate import Certificate
from certificates.wiring import App
from shared.identity.principal import Principal, Role


@dataclass(frozen=True, slots=True)
class Holdings:
    """The visitor's own certificates and their wards', with those of their teams, newest first; whose they are: the visitor's,
    their wards', or both."""

    certificates: list[Certificate]
    has_own: bool
    has_wards: bool


async def held_by(app: App, visitor: Principal) -> Holdings:
    own = {holder.id for holder in await app.holders.with_account(visitor.account)}
    own |= {team.id for team in await app.holders.teams_of(own, mentors=own)}
    found = await app.certificates.held_by(await holders_for(app, visitor))
    holders = {each.subject_id for each in found}
    return Holdings(found, has_own=bool(holders & own), has_wards=bool(holders - own))


async def listed(app: App, visitor: Principal, limit: int, after: UUID | None) -> tuple[list[Certificate], UUID | None]:
    """A page of the organisation's certificates for its officer or organiser, else the visitor's, their wards' and their teams'."""
    if visitor.organisation and visitor.has(Role.OFFICER, Role.ORGANISER):
        return await app.certificates.page_of(visitor.organisation, limit=limit, after=after)
    holders = await holders_for(app, visitor)
    return await app.certificates.page_held_by(holders, limit=limit, after=after)


async def holders_for(app: App, visitor: Principal) -> list[UUID]:
    """The visitor, wards who are not of age, and the teams in which they are now, or which the visitor prepared."""
    persons = await persons_of(app, visitor)
    own = [holder.id for holder in await app.holders.with_account(visitor.account)]
    return sorted({*persons, *(team.id for team in await app.holders.teams_of(persons, mentors=own))})


async def persons_of(app: App, visitor: Principal) -> list[UUID]:
    own = [holder.id for holder in await app.holders.with_account(visitor.account)]
    wards = await app.holders.wards_of(own) if own else []
    today = app.day(app.now())
    return sorted({*own, *(ward.id for ward in wards if not ward.close_ones(today).isdisjoint(own))})
