"""Everything that somebody has here: entries with what comes next, consents, guardians and wards, and whom to ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from competitions.access import close_wards
from competitions.domain.championship import Championship, Stage
from competitions.domain.consents.records import Answer, Consents, Purpose
from competitions.domain.person import Person
from competitions.domain.preparation.plan import Contact
from competitions.domain.registration import State
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.queries.entering.entries import declinable_until
from competitions.queries.entering.own import OwnEntry, own_entries
from competitions.queries.needs.own import Stated, headlines_in, stated_of_own
from competitions.queries.own.mentors import OwnMentoring, own_mentoring
from competitions.wiring import App
from shared.identity.principal import Principal


class NextStep(IntEnum):
    """What an entry waits for; those that the reader can do come first."""

    ANSWER = 1
    """The reader is asked for a consent."""
    KEEP_OR_DECLINE = 2
    SAY_WHETHER_MENTOR = 3
    """The reader is named as mentor of a team."""
    OTHERS_ANSWER = 4
    """Somebody else is asked."""
    CONFIRMATION = 5
    PLACE = 6
    COME = 7
    MARKING = 8
    RESULTS = 9
    """They are there to read."""
    NOTHING = 10


@dataclass(frozen=True, slots=True)
class MyEntry:
    own: OwnEntry
    next: NextStep
    decline_until: datetime | None
    stated: Sequence[Stated]
    """Of the reader, or of each ward: whether something is asked for in order to take part."""
    mentoring: OwnMentoring | None
    """Where the reader is named as mentor of the team."""


@dataclass(frozen=True, slots=True)
class MyConsents:
    """What the reader has said about somebody in a championship."""

    consents: Consents
    championship: Championship
    person: Person
    standing: tuple[Answer, ...]
    """A purpose each."""
    is_about_ward: bool


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """Which keeps the reader's data."""

    name: str
    contact: Contact | None
    """Of its championship that the reader is entered in, the newest."""


@dataclass(frozen=True, slots=True)
class MyPage:
    records: tuple[Person, ...]
    entries: tuple[MyEntry, ...]
    consents: tuple[MyConsents, ...]
    guardians: tuple[Person, ...]
    wards: tuple[Person, ...]
    """Who are not of age."""
    organisations: tuple[OwnOrganisation, ...]


async def my_page(app: App, by: Principal) -> MyPage:
    records = await app.people.by_id(await app.people.subjects_of(by.account))
    wards = await close_wards(app, records)
    guardians = await app.people.by_id(id for person in records.values() for id in person.guardians)
    entries = await my_entries(app, by)
    return MyPage(
        tuple(records.values()),
        entries,
        await _consents_of(app, records),
        tuple(guardians.values()),
        tuple(wards),
        tuple(_organisations(records.values(), entries)),
    )


async def my_entries(app: App, by: Principal) -> tuple[MyEntry, ...]:
    """What the reader can do comes first, what has ended last; then the newest."""
    own, subjects = await own_entries(app, by), await app.people.subjects_of(by.account)
    rows = await _consents(app, own)
    needs = await headlines_in(app, [(one.placed.registration, id) for one in own for id in one.people])
    found = []
    for one in own:
        placed = one.placed
        until = declinable_until(app, placed.championship, placed.registration)
        lacking = [
            row
            for person in placed.registration.people
            if (row := rows.get((placed.championship.id, person))) and row.lacking
        ]
        stated = stated_of_own(app, placed.championship, placed.registration, one.people, needs)
        asked = own_mentoring(app, placed.registration, placed.championship, subjects)
        following = NextStep.SAY_WHETHER_MENTOR if asked and asked.waits else _next(one, lacking, subjects, until)
        found.append(MyEntry(one, following, until, stated, asked))
    return tuple(sorted(found, key=lambda each: each.next))


async def _consents(app: App, entries: Sequence[OwnEntry]) -> Mapping[tuple[UUID, UUID], ConsentsOfPerson]:
    going = [one.placed for one in entries if not one.placed.registration.has_ended]
    found = {}
    for championship in {placed.championship.id: placed.championship for placed in going}.values():
        if championship.stage is Stage.EMBARGO:
            here = [one.registration for one in going if one.championship.id == championship.id]
            subjects = {person for one in here for person in one.people}
            for row in await entered_people(app, championship, subjects):
                found[championship.id, row.person.id] = row
    return found


def _next(
    entry: OwnEntry, lacking: Sequence[ConsentsOfPerson], readers: Collection[UUID], decline_until: datetime | None
) -> NextStep:
    """`lacking`: of those who compete by the entry."""
    placed, stage = entry.placed, entry.placed.championship.stage
    waits = {State.WAITING: NextStep.PLACE, State.ENTERED: NextStep.CONFIRMATION}
    steps = (
        (placed.registration.has_ended or stage is Stage.CANCELLED, NextStep.NOTHING),
        (stage is Stage.PUBLISHED, NextStep.RESULTS),
        (stage is Stage.PUBLISHING, NextStep.MARKING),
        (any(row.wanted.get(reader) for row in lacking for reader in readers), NextStep.ANSWER),
        (decline_until is not None, NextStep.KEEP_OR_DECLINE),
        (bool(lacking), NextStep.OTHERS_ANSWER),
        (placed.skill.marking_started_at is not None and placed.registration.is_competitor, NextStep.MARKING),
    )
    fitting = (step for fits, step in steps if fits)
    return next(fitting, waits.get(placed.registration.state, NextStep.COME))


async def my_consents(app: App, by: Principal) -> tuple[MyConsents, ...]:
    return await _consents_of(app, await app.people.by_id(await app.people.subjects_of(by.account)))


async def _consents_of(app: App, records: Mapping[UUID, Person]) -> tuple[MyConsents, ...]:
    """Those with an answer, the newest championship first."""
    found = [one for one in await app.consents.given_by(records) if one.answers]
    held = {one.id: one for one in await app.championships.some({each.championship_id for each in found})}
    people = await app.people.by_id(one.subject_id for one in found)
    told = [
        MyConsents(
            one,
            held[one.championship_id],
            people[one.subject_id],
            tuple(answer for purpose in Purpose if (answer := one.of(purpose))),
            one.subject_id not in records,
        )
        for one in found
        if one.championship_id in held and one.subject_id in people
    ]
    return tuple(sorted(told, key=lambda one: one.championship.starts_on, reverse=True))


def _organisations(records: Collection[Person], entries: Sequence[MyEntry]) -> Sequence[OwnOrganisation]:
    names = dict.fromkeys(person.organisation for person in records)
    newest = sorted((one.own.placed.championship for one in entries), key=lambda one: one.starts_on)
    contacts = {one.organisation: one.contact for one in newest if one.contact}
    return [OwnOrganisation(name, contacts.get(name)) for name in names]
