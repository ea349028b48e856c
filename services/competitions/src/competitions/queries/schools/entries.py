"""The entries of one school's pupils: who they are, how each stands, and what is missing whose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from competitions.access import own_pupils_entry, own_school
from competitions.domain.consents.records import Purpose
from competitions.domain.entering.leaving import is_free, is_in_time
from competitions.domain.entering.places import Places
from competitions.domain.entering.search import fold
from competitions.domain.person import Person
from competitions.domain.preparation.quotas import CategoryPlaces, own_places
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration, State
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.queries.entering.categories import groups_of
from competitions.queries.entering.naming import Competing, named
from competitions.queries.entering.team import is_replaceable
from competitions.store.entries.wanted import Wanted
from competitions.store.registrations import MOST_COUNTED
from competitions.wiring import App
from shared.identity.principal import Principal

MOST_SHOWN: Final = MOST_COUNTED - 1
"""Entries of one school in a championship; of a region that has more, the newest."""


@dataclass(frozen=True, slots=True)
class PupilsEntry:
    registration: Registration
    skill: Skill
    called: Competing | None
    """None of who is erased."""
    waiting_place: int | None
    people: Sequence[ConsentsOfPerson]
    """Who competes, the captain first; nobody of an entry that ended."""
    is_free: bool
    """Whether it goes on, and marking has not begun."""
    may_leave: bool
    """Whether the coordinator may withdraw it now, or a person by another."""
    may_replace: bool
    """Whether another may come in a person's, or a member's, place now."""

    @property
    def name(self) -> str:
        """Of the person, or of the team."""
        return self.called.full_name if self.called else ""

    @property
    def person(self) -> Person | None:
        return self.called if isinstance(self.called, Person) else None

    @property
    def courses(self) -> Sequence[str]:
        """The classes, where they are known."""
        known = [self.person] if self.person else [row.person for row in self.people]
        return sorted({one.course for one in known if one.course})

    @property
    def course(self) -> str:
        return ", ".join(self.courses)

    @property
    def lacking(self) -> Sequence[Purpose]:
        return [*dict.fromkeys(purpose for row in self.people for purpose in row.lacking)]

    @property
    def due_at(self) -> datetime | None:
        return next((row.due_at for row in self.people if row.lacking and row.due_at), None)

    def may_correct(self, person: Person) -> bool:
        """Whether the school brought the person in, who does not sign in; whoever else knows them is asked when it is done."""
        here = self.registration.championship_id
        return not self.registration.has_ended and person.brought_in == here and person.account is None

    def fits(self, text: str) -> bool:
        """Whether each word is the beginning of one of a name, of a member's too, or of a birth date as people write it."""
        everybody = [self.person] if self.person else [row.person for row in self.people]
        born = [f"{one.birth_date:%d.%m.%Y} {one.birth_date}" for one in everybody if one.birth_date]
        known = fold(" ".join([self.name, *(one.full_name for one in everybody), *born])).split()
        return all(any(one.startswith(word) for one in known) for word in fold(text).split())


@dataclass(frozen=True, slots=True)
class PlacesOfSchool:
    """What a skill has for one member."""

    skill: Skill
    member: str
    quota: int | None
    """None: as many as there are places."""
    taken: int
    waiting: int
    would_wait: bool
    """Who comes next waits for a place."""
    free: int | None
    """Places of the skill that nobody holds; None: as many as come."""
    own: CategoryPlaces = ()

    @property
    def left(self) -> int | None:
        """For this member; None: no limit."""
        own = None if self.quota is None else max(0, self.quota - self.taken)
        return min((one for one in (own, self.free) if one is not None), default=None)


@dataclass(frozen=True, slots=True)
class SchoolPage:
    school: School
    rows: Sequence[PupilsEntry]
    """The newest first."""
    places: Sequence[PlacesOfSchool]
    are_more: bool
    """There are older entries, which are not here."""

    @property
    def has_teams(self) -> bool:
        return any(one.skill.team_size > 1 for one in self.places)

    @property
    def best_places(self) -> Sequence[PlacesOfSchool]:
        """Of each skill once: for a member whose next one gets a place, where there is one."""
        best: dict[UUID, PlacesOfSchool] = {}
        for one in self.places:
            if one.skill.id not in best or best[one.skill.id].would_wait:
                best[one.skill.id] = one
        return [*best.values()]

    @property
    def going(self) -> Sequence[PupilsEntry]:
        return [row for row in self.rows if not row.registration.has_ended]

    @property
    def pupils(self) -> int:
        return len({person for row in self.going for person in row.registration.people})

    @property
    def lacking(self) -> int:
        """Pupils for whom a consent is missing."""
        return len({one.person.id for row in self.going for one in row.people if one.lacking})


async def school_page(app: App, championship_id: UUID, by: Principal) -> SchoolPage:
    """Raises Unknown, Forbidden."""
    school = await own_school(app, championship_id, by)
    entries = await school_entries(app, school)
    skills = {one.id: one for one in await app.skills.of(championship_id)}
    places = {one.id: one for one in await app.places.some(list(skills))}
    held = [skill for skill in skills.values() if skill.is_held]
    return SchoolPage(
        school,
        await _rows(app, school, entries[:MOST_SHOWN], skills, places),
        [
            replace(_places(skill, member, places.get(skill.id), school), own=_own(app, school, skill, places))
            for skill in held
            for member in school.names
        ],
        len(entries) > MOST_SHOWN,
    )


async def school_entries(app: App, school: School) -> Sequence[Registration]:
    """The newest first; MOST_COUNTED stand for more."""
    wanted = Wanted(among=school.spellings)
    found, _ = await app.registrations.of_championship(school.championship.id, wanted, limit=MOST_COUNTED, after=None)
    return found


async def lacking_of(app: App, school: School, entries: Sequence[Registration]) -> Sequence[ConsentsOfPerson]:
    """Those of the pupils with these entries for whom a consent is missing, by name."""
    subjects = {person for one in entries if not one.has_ended for person in one.people}
    rows = await entered_people(app, school.championship, subjects) if subjects else []
    return [row for row in rows if row.lacking]


async def _rows(
    app: App,
    school: School,
    entries: Sequence[Registration],
    skills: Mapping[UUID, Skill],
    places: Mapping[UUID, Places],
) -> Sequence[PupilsEntry]:
    people = await named(app, (one.subject_id for one in entries))
    going = {person for one in entries if not one.has_ended for person in one.people}
    consents = {row.person.id: row for row in await entered_people(app, school.championship, going)} if going else {}
    at, held = app.now(), school.championship
    return [
        PupilsEntry(
            one,
            skills[one.skill_id],
            people.get(one.subject_id),
            places[one.skill_id].place_of(one.id) if one.state is State.WAITING and one.skill_id in places else None,
            () if one.has_ended else [consents[id] for id in one.people if id in consents],
            free := is_free(one, skills[one.skill_id], held),
            free and is_in_time(one, held, at),
            free and (is_replaceable(app, held) if one.team else is_in_time(one, held, at)),
        )
        for one in entries
    ]


def _places(skill: Skill, member: str, places: Places | None, school: School) -> PlacesOfSchool:
    known = places or Places(skill.id, school.championship.id)
    taken, waiting = known.numbers_of(member)
    free = None if skill.quota is None else max(0, skill.quota - known.held)
    would_wait = known.would_wait(member, skill.places) is not None
    return PlacesOfSchool(skill, member, skill.member_quota, taken, waiting, would_wait, free)


def _own(app: App, school: School, skill: Skill, places: Mapping[UUID, Places]) -> CategoryPlaces:
    known, quotas = places.get(skill.id), skill.category_quotas
    taken = {code: known.numbers_in(code)[0] for code in quotas} if known else {}
    return own_places(groups_of(app, school.championship), quotas, taken)


async def pupils_entry(
    app: App, championship_id: UUID, registration_id: UUID, by: Principal
) -> tuple[PupilsEntry, School]:
    """One entry of the own school. Raises Unknown, Forbidden."""
    registration, school = await own_pupils_entry(app, registration_id, by)
    if school.championship.id != championship_id:
        raise Unknown("registration", registration_id)
    skill = await app.skills.get(registration.skill_id)
    places = await app.places.of_skill(skill.id, school.championship.id)
    (row,) = await _rows(app, school, [registration], {skill.id: skill}, {skill.id: places})
    return row, school
