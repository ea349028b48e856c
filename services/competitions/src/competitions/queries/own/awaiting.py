"""What awaits somebody when they sign in: all that their duties bring, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.access import held_organisation
from competitions.domain.championship import Championship, Stage
from competitions.domain.duties.roster import Grant
from competitions.domain.entering.imports import Import
from competitions.domain.entering.period import EntryPeriod
from competitions.domain.erasure_request import ErasureRequest
from competitions.domain.judging.invitations import JuryInvitation
from competitions.domain.person import Person
from competitions.domain.preparation.checklist import Task
from competitions.domain.preparation.phases import Phase
from competitions.domain.skill import Skill
from competitions.queries.championships import judged_skills
from competitions.queries.checklist import preparation
from competitions.queries.judging import JUDGING
from competitions.queries.keeping.scans import readable, scans_to_read
from competitions.queries.own.page import MyEntry, NextStep, my_entries
from competitions.queries.people import INVITATION
from competitions.queries.schools.overview import SchoolsPart, coordinated_schools, part_of
from competitions.queries.sheets import progress_of
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Principal, Role

FRESH = timedelta(days=60)
"""So long results are news."""
MOST_HELD = 5
"""Championships whose checklist is looked at. The others are a click away."""
MOST_SCANS = 50
THEIRS = frozenset({NextStep.ANSWER, NextStep.KEEP_OR_DECLINE, NextStep.SAY_WHETHER_MENTOR})


class Kind(StrEnum):
    """Which of the things below it is: pages have words for each."""

    ENTRY = "entry"
    RESULT = "result"
    FORMS = "forms"
    JURY = "jury"
    DUTY = "duty"
    HELD = "held"
    REQUEST = "request"
    IMPORT = "import"
    SCANS = "scans"
    SCHOOL = "school"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class HeldNow:
    """A championship of the organiser's, with what is to be done next."""

    championship: Championship
    phase: Phase
    next: Task


@dataclass(frozen=True, slots=True)
class Forms:
    """A skill that the expert marks."""

    skill: Skill
    championship: Championship
    left: int
    """Marks that are not entered yet, by whomever."""
    taken_back: int = 0
    """Forms that the expert had signed, and that were given back to the team since."""


@dataclass(frozen=True, slots=True)
class JuryAsks:
    """To judge; `path` is where it is answered."""

    invitation: JuryInvitation
    skill: Skill
    championship: Championship
    path: str


@dataclass(frozen=True, slots=True)
class DutyOffered:
    grant: Grant
    organisation: str
    championship: Championship | None
    """Where it is for this one alone."""
    path: str


@dataclass(frozen=True, slots=True)
class Request:
    """To be erased, which the organiser decides."""

    person: Person
    asked: ErasureRequest


@dataclass(frozen=True, slots=True)
class Kept:
    """An import that can still be taken back."""

    found: Import
    championship: Championship


@dataclass(frozen=True, slots=True)
class Scans:
    """For who may open them: those that nobody has opened yet."""

    number: int


Thing = SchoolsPart | MyEntry | HeldNow | Forms | JuryAsks | DutyOffered | Request | Kept | Scans | Championship


@dataclass(frozen=True, slots=True)
class Awaited:
    at: datetime
    """Since when."""
    kind: Kind
    what: Thing


async def awaiting(app: App, by: Principal | None) -> Sequence[Awaited]:
    """The newest first."""
    if by is None:
        return ()
    found = [
        *await _of_entries(app, by),
        *await _forms(app, by),
        *await _offers(app, by),
        *await _of_organiser(app, by),
        *await _scans(app, by),
        *await _issued(app, by),
        *await _schools(app, by),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


async def _of_entries(app: App, by: Principal) -> Sequence[Awaited]:
    """Those that wait for the reader: for an answer, or a yes or no to a place; and results that were published lately."""
    found, since = [], app.now() - FRESH
    for one in await my_entries(app, by):
        published_at = one.own.placed.championship.published_at
        if one.next in THEIRS:
            found.append(Awaited(one.own.placed.registration.history[-1].at, Kind.ENTRY, one))
        elif one.next is NextStep.RESULTS and published_at and published_at >= since:
            found.append(Awaited(published_at, Kind.RESULT, one))
    return found


async def _forms(app: App, by: Principal) -> Sequence[Awaited]:
    judged = [one for one in await judged_skills(app, by) if one[0].marking_started_at and not one[0].signature]
    progress = await progress_of(app, [skill.id for skill, _ in judged])
    signers = await app.sheets.taken_back([skill.id for skill, _ in judged])
    subjects = await app.people.subjects_of(by.account) if signers else frozenset()
    return [
        Awaited(
            skill.marking_started_at,
            Kind.FORMS,
            Forms(
                skill,
                held,
                sum(part.marks_total - part.marks for part in progress[skill.id]),
                sum(bool(subjects & each) for each in signers.get(skill.id, ())),
            ),
        )
        for skill, held in judged
        if skill.marking_started_at
    ]


async def _offers(app: App, by: Principal) -> Sequence[Awaited]:
    """To judge, and to take a duty: to whichever of the reader's records, while the answer counts."""
    subjects = await app.people.subjects_of(by.account)
    return [*await _jury_asks(app, subjects), *await _duties(app, subjects)] if subjects else []


async def _jury_asks(app: App, subjects: frozenset[UUID]) -> Sequence[Awaited]:
    skills = [one for one in await app.skills.knowing(*subjects) if one.dropped_at is None]
    held = {one.id: one for one in await app.championships.some({skill.championship_id for skill in skills})}
    return [
        Awaited(
            one.newest.at,
            Kind.JURY,
            JuryAsks(one, skill, held[skill.championship_id], _path(app, JUDGING, one.newest.id)),
        )
        for skill in skills
        if held[skill.championship_id].stage is Stage.EMBARGO
        for one in skill.invitations
        if one.subject_id in subjects and one.is_waiting and not one.has_expired(app.now())
    ]


async def _duties(app: App, subjects: frozenset[UUID]) -> Sequence[Awaited]:
    people = await app.people.by_id(subjects)
    found = []
    for subject_id, person in people.items():
        for roster in await app.rosters.offering_to(subject_id):
            in_it = await app.championships.find(roster.championship_id) if roster.championship_id else None
            for grant in roster.grants:
                if grant.subject_id == subject_id and grant.is_open(person.email, app.now()):
                    offered = DutyOffered(grant, roster.organisation, in_it, _path(app, INVITATION, grant.id))
                    found.append(Awaited(grant.given_at, Kind.DUTY, offered))
    return found


def _path(app: App, use: str, id: UUID) -> str:
    return f"/{use}/{links.token(use, id, app.link_secret)}"


async def _of_organiser(app: App, by: Principal) -> Sequence[Awaited]:
    organisation = held_organisation(by)
    if organisation is None:
        return []
    return [
        *await _held(app, organisation, by),
        *await _requests(app, organisation),
        *await _kept(app, organisation),
    ]


async def _held(app: App, organisation: str, by: Principal) -> Sequence[Awaited]:
    """What is next, since the championship's last step. A draft has had none, and is what its organiser is at now."""
    going = await app.championships.going_on(organisation, limit=MOST_HELD)
    found = [await preparation(app, one.id, by) for one in going]
    return [
        Awaited(
            one.championship.entries_closed_at or one.championship.announced_at or app.now(),
            Kind.HELD,
            HeldNow(one.championship, one.phase, one.next),
        )
        for one in found
        if one.next
    ]


async def _requests(app: App, organisation: str) -> Sequence[Awaited]:
    asked = await app.erasure_requests.open_of(organisation)
    people = await app.people.by_id(one.id for one in asked)
    return [Awaited(one.at, Kind.REQUEST, Request(people[one.id], one)) for one in asked if one.id in people]


async def _kept(app: App, organisation: str) -> Sequence[Awaited]:
    imports = await app.imports.to_be_undone(organisation)
    held = {one.id: one for one in await app.championships.some({one.championship_id for one in imports})}
    return [
        Awaited(one.kept_at, Kind.IMPORT, Kept(one, held[one.championship_id]))
        for one in imports
        if one.kept_at and one.championship_id in held
    ]


async def _scans(app: App, by: Principal) -> Sequence[Awaited]:
    """Of the newest, those that nobody has opened."""
    listed, _ = await scans_to_read(app, await readable(app, by), limit=MOST_SCANS, after=None)
    read = await app.scans.times_read([one.scan.id for one in listed])
    unread = [one.scan for one in listed if one.scan.id not in read]
    return [Awaited(unread[0].added_at, Kind.SCANS, Scans(len(unread)))] if unread else []


async def _issued(app: App, by: Principal) -> Sequence[Awaited]:
    """For the officer: whose results certificates are made of now."""
    if by.organisation is None or not by.has(Role.OFFICER):
        return []
    found = await app.championships.published_since(by.organisation, app.now() - FRESH, limit=MOST_HELD)
    return [Awaited(one.published_at, Kind.ISSUED, one) for one in found if one.published_at]


async def _schools(app: App, by: Principal) -> Sequence[Awaited]:
    """For who coordinates one: where a consent is missing, and where nobody is entered yet and entries are open."""
    if not by.for_members:
        return []
    at, found = app.now(), []
    going = [one for one in await coordinated_schools(app, by) if one.championship.stage is Stage.EMBARGO]
    for part in [await part_of(app, school) for school in going[:MOST_HELD]]:
        is_open = part.school.entry_period(at) is EntryPeriod.OPEN
        if part.lacking or (is_open and not part.entries):
            found.append(Awaited(part.school.championship.announced_at or at, Kind.SCHOOL, part))
    return found
