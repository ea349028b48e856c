"""What somebody asked for, as they and the guardians of who is not of age see it: the answers, and who read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to, holds
from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.needs.asked import Needs, NeedsSealBroken, nothing_asked
from competitions.domain.needs.companions import Companion
from competitions.domain.needs.emergency import EmergencyContact, may_call
from competitions.domain.needs.readings import NeedsReading
from competitions.domain.needs.whose import kept_under
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.queries.consents import ConsentsOfPerson
from competitions.queries.needs.access import (
    NeedsEntry,
    asks_needs,
    consent_in,
    consents_to,
    own_entry,
    reads_needs,
    which_of,
)
from competitions.queries.needs.companions import coming_along
from competitions.queries.needs.emergency import to_call
from competitions.store.needs import Headline
from competitions.wiring import App
from shared.identity.principal import Principal

MOST_SHOWN = 1000
"""Readings of one entry, the newest."""


@dataclass(frozen=True, slots=True)
class KeptNeeds:
    """What is kept of who competes by an entry, with who read it."""

    registration_id: UUID
    path: str | None
    """Of their page of it; None once they are in the team no more."""
    needs: Needs | None
    """None: it is sealed with a key that the system has no more."""
    readings: Sequence[NeedsReading]
    """The newest first, up to MOST_SHOWN."""


@dataclass(frozen=True, slots=True)
class OwnNeeds:
    entry: NeedsEntry
    person: Person
    needs: Needs
    is_asked: bool
    """Whether anything can be asked for now."""
    consent: ConsentState
    consents: ConsentsOfPerson | None
    """Who has to agree; None where the entry has ended."""
    readings: Sequence[NeedsReading]
    names: Mapping[str, str]
    """Of who read it, by their accounts, as far as the organisation keeps them."""
    readers: Sequence[str]
    """Who is named to read it."""


async def own_needs(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> OwnNeeds:
    """`person`: as for `own_entry`. Raises Unknown, Forbidden, MemberUnnamed, NeedsSealBroken."""
    entry = await own_entry(app, registration_id, by, person)
    one, championship = entry.registration, entry.championship
    needs = await app.needs.find(entry.kept_under) or nothing_asked(one, entry.subject_id)
    consents = await consents_to(app, entry)
    readings = await app.needs.readings(needs.id, most=MOST_SHOWN)
    return OwnNeeds(
        entry,
        await app.people.get(entry.subject_id),
        needs,
        asks_needs(app, championship) and not one.has_ended,
        consent_in(consents),
        consents,
        readings,
        await app.people.named(championship.organisation, {reading.by for reading in readings}),
        await _readers(app, championship),
    )


async def kept_needs(app: App, subject_id: UUID) -> Sequence[KeptNeeds]:
    """All of a person, for what they take away."""
    kept = await app.needs.of_person(subject_id)
    entries = {one.id: one for one in await app.registrations.some({one.registration_id for one in kept})}
    found = []
    for one in kept:
        try:
            needs = await app.needs.find(one.id)
        except NeedsSealBroken:
            needs = None
        entry = entries.get(one.registration_id)
        path = own_path(entry, subject_id) if entry and subject_id in entry.people else None
        found.append(KeptNeeds(one.registration_id, path, needs, await app.needs.readings(one.id, most=MOST_SHOWN)))
    return found


@dataclass(frozen=True, slots=True)
class Stated:
    """Of one who competes by an entry: that something is asked for, and not what."""

    subject_id: UUID
    name: str | None
    """Of a team's member; None where one competes alone, or is erased."""
    which: str
    """After an address of the entry: which of a team's members it is."""
    headline: Headline | None
    """None: nothing is asked for."""
    is_own: bool
    """Whether who looks is the person, or the guardian of who is not of age."""
    is_asked: bool
    """Whether something can be asked for."""
    may_read: bool
    """Whether who looks is named to read it."""
    most_companions: int
    """So many may come along."""
    may_say_whom: bool
    """Whether somebody can be named to be called in an emergency."""
    companions: Sequence[Companion] = ()
    """Who comes along; what for is for named readers alone."""
    contacts: Sequence[EmergencyContact] = ()
    """Whom to call."""


async def stated(app: App, championship: Championship, entry: Registration, by: Principal) -> Sequence[Stated]:
    """Of everybody who competes by it for the organiser, and of themselves for its people. For who may see the entry."""
    own = [id for id in entry.people if await close_to(app, id, by)]
    shown = entry.people if holds(championship, by) else own
    people = await app.people.by_id(shown) if entry.team else {}
    names = {id: person.full_name for id, person in people.items()}
    headlines = await headlines_in(app, [(entry, id) for id in shown])
    coming = await coming_along(app, {kept_under(entry, id) for id in shown})
    called = {one.subject_id: one.contacts for one in (await to_call(app, championship, [entry])).get(entry.id, ())}
    may_read = reads_needs(championship, by)
    return [
        _stated(
            app,
            championship,
            entry,
            id,
            names.get(id),
            headlines,
            is_own=id in own,
            may_read=may_read,
            companions=coming.get(kept_under(entry, id), ()),
            contacts=called.get(id, ()),
        )
        for id in shown
    ]


def stated_of_own(
    app: App,
    championship: Championship,
    entry: Registration,
    own: Mapping[UUID, str],
    headlines: Mapping[UUID, Headline],
) -> Sequence[Stated]:
    """`own`: whom who looks may ask for, with their names."""
    return [
        _stated(app, championship, entry, id, name if entry.team else None, headlines, is_own=True, may_read=True)
        for id, name in own.items()
    ]


def _stated(
    app: App,
    championship: Championship,
    entry: Registration,
    subject_id: UUID,
    name: str | None,
    headlines: Mapping[UUID, Headline],
    *,
    is_own: bool,
    may_read: bool,
    companions: Sequence[Companion] = (),
    contacts: Sequence[EmergencyContact] = (),
) -> Stated:
    rules, goes_on = app.rulesets[championship.ruleset].needs, not entry.has_ended
    return Stated(
        subject_id,
        name,
        which_of(entry, subject_id),
        headlines.get(kept_under(entry, subject_id)),
        is_own,
        rules.ask and goes_on,
        may_read,
        rules.companions if goes_on else 0,
        may_call(championship, entry, app.now()),
        companions,
        contacts,
    )


async def headlines_in(app: App, people: Iterable[tuple[Registration, UUID]]) -> Mapping[UUID, Headline]:
    """By whose it is (`kept_under`), of those who ask for something. `people`: entries, and who competes by them."""
    ids = [kept_under(entry, subject_id) for entry, subject_id in people]
    return {one.id: one for one in await app.needs.headlines_of(ids)}


def own_path(entry: Registration, subject_id: UUID) -> str:
    return f"/me/entries/{entry.id}/needs{which_of(entry, subject_id)}"


async def _readers(app: App, championship: Championship) -> Sequence[str]:
    rosters = [
        await app.rosters.of(championship.organisation),
        await app.rosters.of(championship.organisation, championship.id),
    ]
    held = [one for roster in rosters for one in roster.grants if one.kind is DutyKind.NEEDS_READER and one.is_held]
    people = await app.people.by_id(one.subject_id for one in held if one.subject_id)
    names = (people[one.subject_id].full_name if one.subject_id in people else one.program for one in held)
    return tuple(dict.fromkeys(name for name in names if name))
