from collections.abc import Callable
from uuid import UUID

from competitions import events
from competitions.access import organises
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import DutyOver, Grant, Happening, NotAProgram, NotKept, Roster
from competitions.domain.person import Person
from competitions.queries.duties.rosters import Offer, givable, lets_programs_in, offer_of, roster_of
from competitions.queries.records.naming import as_newcomer, meant_by
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def invite_to_duty(
    app: App,
    championship_id: UUID | None,
    duty_id: UUID,
    kind: DutyKind,
    invited: Person,
    by: Principal,
    member: str | None = None,
) -> Grant:
    """Writes to a person, who has the duty when they accept. Whoever the organisation keeps under this name and address is meant.

    `member`: whose people a school's coordinator has. The same `duty_id` again changes nothing. Raises Unknown, Forbidden,
    NoSuchDuty, MemberOfDuty, MemberUnlisted, DutyHeld, RosterFull, TooManyAsked; NotKept where a championship's organiser asks
    somebody whom its organisation does not know.
    """
    roster, _ = await roster_of(app, championship_id, by)
    _must_give(roster, kind, by)
    known = await meant_by(app, invited)
    if known is None and not _may_add_people(roster, by):
        raise NotKept
    person = known or await as_newcomer(app, invited)
    named = await _named(app, championship_id, member)
    grant = Grant(duty_id, kind, by.account, app.now(), subject_id=person.id, member=named).addressed(person.email)
    roster.offer(grant)  # nobody is kept for what is refused
    if known is None:
        await app.people.add(person, events.person_changed(app.now(), app.settings.time_zone))
    return await _give(app, championship_id, grant, by, lambda roster: roster.offer(grant))


async def admit_program(
    app: App,
    championship_id: UUID | None,
    duty_id: UUID,
    kind: DutyKind,
    name: str,
    account: str,
    by: Principal,
    member: str | None = None,
) -> Grant:
    """Lets a program in that gets its tokens by itself. The same `duty_id` again changes nothing.

    `member`: as in `invite_to_duty`. Raises Unknown, Forbidden, NoSuchDuty, MemberOfDuty, MemberUnlisted, DutyHeld, RosterFull,
    TooManyAsked; NotAProgram where the account is known as a person's.
    """
    roster, _ = await roster_of(app, championship_id, by)
    if not lets_programs_in(roster, by):
        raise Forbidden
    if account == by.account or await _is_somebodys(app, account):
        raise NotAProgram
    at = app.now()
    named = await _named(app, championship_id, member)
    grant = Grant(duty_id, kind, by.account, at, program=name, account=account, accepted_at=at, member=named)
    return await _give(app, championship_id, grant, by, lambda roster: roster.admit(grant))


async def _named(app: App, championship_id: UUID | None, member: str | None) -> str | None:
    """As the championship's list has it; in all championships of an organisation, each with a list of its own, as it is written.

    Raises MemberUnlisted.
    """
    if championship_id is None or member is None:
        return member
    return (await app.members.of(championship_id)).named(member)


async def accept_duty(app: App, token: str, by: Principal) -> Offer:
    """Whoever signed in takes the duty. The person's record gets the account, unless they have another record of this organisation.

    A repeat changes nothing. Raises LinkInvalid, DutyOver, DutyHeld.
    """

    async def once() -> Offer:
        offer = await offer_of(app, token)
        if offer is None:
            raise DutyOver
        accepted, happened = offer.roster.accept(offer.grant.id, by.account, app.now())
        await _bind(app, offer.person, by)  # of who does not get the duty nothing is kept
        if happened:
            await app.rosters.save(accepted, *events.of_duties(accepted, happened))
            app.duties.forget(by.account)
        return offer

    return await retry_on_conflict(once)


async def decline_duty(app: App, token: str) -> Offer:
    """Whoever holds the link says no, signed in or not. A repeat changes nothing. Raises LinkInvalid, DutyOver."""

    async def once() -> Offer:
        offer = await offer_of(app, token)
        if offer is None:
            raise DutyOver
        declined = offer.roster.decline(offer.grant.id, app.now())
        if declined is not offer.roster:
            await app.rosters.save(declined)
        return offer

    return await retry_on_conflict(once)


async def _bind(app: App, person: Person, by: Principal) -> None:
    """Raises DutyOver where the record is another account's: the letter came into other hands."""
    if person.account == by.account:
        return
    if person.account:
        raise DutyOver
    if await app.people.subject_of(by.account, person.organisation) is None:
        bound = person.with_account(by.account, app.now())
        await app.people.save(bound, events.person_changed(app.now(), app.settings.time_zone))


async def _give(
    app: App,
    championship_id: UUID | None,
    grant: Grant,
    by: Principal,
    give: Callable[[Roster], tuple[Roster, list[Happening]]],
) -> Grant:
    async def once() -> Grant:
        known, _ = await roster_of(app, championship_id, by)
        _must_give(known, grant.kind, by)
        stored = await app.rosters.add(known)
        changed, happened = give(stored)
        if changed != stored:
            changed = await app.rosters.save(changed, *events.of_duties(changed, happened))
        if grant.account:
            app.duties.forget(grant.account)
        return changed.grant(grant.id)

    return await retry_on_conflict(once)


async def _is_somebodys(app: App, account: str) -> bool:
    return bool(await app.people.subjects_of(account)) or await app.rosters.is_somebodys(account)


def _may_add_people(roster: Roster, by: Principal) -> bool:
    """The organisation's own roster is changed by who answers for it."""
    return roster.championship_id is None or organises(by, roster.organisation)


def _must_give(roster: Roster, kind: DutyKind, by: Principal) -> None:
    """Raises Forbidden where others give this duty. What nobody gives here is refused by the roster."""
    if kind not in givable(roster, by):
        roster.must_know(kind)
        raise Forbidden


def invited_id(duty_id: UUID) -> UUID:
    """Of the record of somebody who is invited and was not known."""
    return derive(duty_id, "person")
