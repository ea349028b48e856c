from functools import partial
from uuid import UUID

from competitions import events
from competitions.domain.championship import Championship
from competitions.domain.duties.roster import Happening, Roster
from competitions.domain.person import Person
from competitions.queries.duties.rosters import givable, roster_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict


async def end_duty(app: App, championship_id: UUID | None, duty_id: UUID, by: Principal) -> None:
    """Takes a duty or an invitation back. A repeat changes nothing. Raises Unknown, Forbidden, DutyOver, LastOfDuty."""

    async def once() -> None:
        roster, _ = await roster_of(app, championship_id, by)
        grant = roster.grant(duty_id)
        if grant.kind not in givable(roster, by) and grant.account != by.account:
            raise Forbidden
        await keep_ended(app, roster, *roster.end(duty_id, by.account, app.now()))

    await retry_on_conflict(once)


async def end_all_duties(app: App, championship: Championship, by: Principal) -> None:
    """Of a championship that is deleted, the invitations too. A repeat changes nothing."""

    async def once() -> None:
        if roster := await app.rosters.find(championship.id):
            await keep_ended(app, roster, *roster.closed(by.account, app.now()))

    await retry_on_conflict(once)


async def end_duties_of(app: App, person: Person, by: str | None) -> None:
    """Of somebody whom that account, or the worker by itself, erases: wherever they have one. A repeat changes nothing."""
    for roster in await app.rosters.with_person(person):
        await retry_on_conflict(partial(_forget, app, roster.id, person, by))


async def _forget(app: App, roster_id: UUID, person: Person, by: str | None) -> None:
    roster = await app.rosters.get(roster_id)
    account = person.account if roster.organisation == person.organisation else None
    await keep_ended(app, roster, *roster.without(person.id, account, by, app.now()))


async def end_offers_elsewhere(app: App, person: Person, by: Principal) -> None:
    """Whose letters lie at another address than the person has now. A repeat changes nothing."""
    for roster in await app.rosters.offering_to(person.id):
        await retry_on_conflict(partial(_end_offers, app, roster.id, person, by))


async def _end_offers(app: App, roster_id: UUID, person: Person, by: Principal) -> None:
    roster = await app.rosters.get(roster_id)
    await keep_ended(app, roster, roster.without_offers(person, by.account, app.now()), [])


async def keep_ended(app: App, known: Roster, changed: Roster, happened: list[Happening]) -> None:
    if changed != known:
        await app.rosters.save(changed, *events.of_duties(changed, happened))
    for grant in known.grants:
        if grant.account:
            app.duties.forget(grant.account)
