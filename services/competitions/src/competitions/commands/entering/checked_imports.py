"""What a file of entrants would come to: checked as a whole before anything of it is there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from competitions.access import entering_in
from competitions.commands.schools.standing import must_be_free
from competitions.domain.categories.belonging import OtherCategory
from competitions.domain.championship import Championship
from competitions.domain.entering.imports import Entrant, Import, Line, by_skill
from competitions.domain.entering.places import MOST_ENTRIES, Places, SkillFull
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.schools.pupils import Coming
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.side_by_side import some_at_a_time


async def check_import(
    app: App, championship_id: UUID, import_id: UUID, entrants: Sequence[Entrant], by: Principal
) -> Import:
    """What the rows come to, kept for an hour. Nothing of it is there yet.

    Raises Unknown, Forbidden, EmbargoOver, EntriesClosed, SkillSigned, SkillDropped, SkillFull, OtherCategory, and AlreadyRegistered
    where some of a team are entered in the skill, and not all; for a school NotTakingEntries, NotOwnMember, PupilElsewhere,
    TooManyOfPupil.
    """
    championship, school = await entering_in(app, championship_id, by)
    must_be_taken(app, championship, school)
    people = await app.people.identified(championship.organisation, {one.identity for one in entrants})
    listed = {places.id: places.subjects for places in await places_of(app, entrants)}
    lines: list[Line] = []
    there = _teams_there(entrants, people, listed)
    for entrant in entrants:
        known = people.get(entrant.identity)
        if entrant.crew in there if entrant.crew else known and known in listed.get(entrant.skill_id, ()):
            continue
        person_id = known or derive(import_id, *map(str, entrant.identity))
        entry = entrant.crew or (person_id, entrant.skill_id)
        lines.append(_line(derive(import_id, *entry), person_id, entrant, is_new=known is None))
    lines = await _with_guardians(app, championship.organisation, lines)
    await must_be_in_one_category(app, championship, lines)
    if school:
        for line in lines:
            school.named(line.member)
        await must_be_pupils(app, school, {id: one for one in entrants if (id := people.get(one.identity))}, lines)
    for skill_id, new in by_skill(lines).items():
        must_take(await app.skills.get(skill_id))
        if len(listed.get(skill_id, ())) + len(new) > MOST_ENTRIES:
            raise SkillFull(MOST_ENTRIES)
    made = Import(
        import_id,
        championship_id,
        championship.organisation,
        by.account,
        app.now(),
        tuple(lines),
        known=len(entrants) - len(lines),
        by_school=school is not None,
    )
    return await app.imports.add(made)


async def _with_guardians(app: App, organisation: str, lines: Sequence[Line]) -> list[Line]:
    """Of who is new, whoever is named: kept under this name and address, or to be kept. One who is named twice is one."""

    async def with_guardian(line: Line) -> Line:
        entrant = line.entrant
        if entrant is None or entrant.guardian is None or not line.is_new_person:
            return line
        named = entrant.guardian.person(derive(line.person_id, "guardian"), organisation, entrant.language)
        guardian, is_new = await meant_or_new(app, named)
        return replace(line, guardian_id=guardian.id, is_new_guardian=is_new)

    return await some_at_a_time(lines, with_guardian)


def must_be_taken(app: App, championship: Championship, school: School | None) -> None:
    """The organiser enters people until entries are closed, a school on the organiser's days.

    Raises EmbargoOver, EntriesClosed, ChampionshipCancelled, NotTakingEntries.
    """
    if school:
        school.must_take_entries(app.now())
    else:
        championship.must_be_under_embargo()
        championship.must_take_entries()


async def must_be_pupils(app: App, school: School, known: Mapping[UUID, Entrant], lines: Sequence[Line]) -> None:
    """`known`: of the file, those whom the organisation keeps already; the lines name who is new, too. Mentors are no pupils.

    Raises PupilElsewhere, TooManyOfPupil.
    """
    lines = [line for line in lines if line.in_team is None or line.in_team.competes]
    known = {id: one for id, one in known.items() if one.in_team is None or one.in_team.competes}
    rows = {
        **{line.person_id: line.entrant.row for line in lines if line.entrant},
        **{id: one.row for id, one in known.items()},
    }
    skills: dict[UUID, set[UUID]] = {id: set() for id in rows}
    for line in lines:
        skills[line.person_id].add(line.skill_id)
    coming = {id: Coming(skills[id], row) for id, row in rows.items()}
    await must_be_free(app, school, coming)


def _line(registration_id: UUID, person_id: UUID, entrant: Entrant, *, is_new: bool) -> Line:
    line = Line(registration_id, person_id, is_new, entrant.skill_id, entrant.member, entrant.category, entrant)
    return replace(line, in_team=entrant.in_team)


def _teams_there(
    entrants: Sequence[Entrant], people: Mapping[tuple[str, date], UUID], listed: Mapping[UUID, Collection[UUID]]
) -> Collection[tuple[UUID, str]]:
    """Those of which everybody is entered in that skill already: their rows change nothing. Raises AlreadyRegistered of others."""
    crews: dict[tuple[UUID, str], list[UUID | None]] = {}
    for one in entrants:
        if one.crew and one.in_team and one.in_team.competes:
            crews.setdefault(one.crew, []).append(people.get(one.identity))
    there = set()
    for crew, members in crews.items():
        entered = [one for one in members if one and one in listed.get(crew[0], ())]
        if entered and len(entered) < len(members):
            raise AlreadyRegistered(entered[0])
        if entered:
            there.add(crew)
    return there


async def must_be_in_one_category(app: App, championship: Championship, lines: Sequence[Line]) -> None:
    """Whoever is entered in another skill already stays in the category they are in. Raises OtherCategory."""
    known = {line.person_id for line in lines if line.category and not line.is_new_person}
    standing = {one.id: one for one in await app.registrations.holding(championship.id, known)} if known else {}
    others = {person: one.category for one in standing.values() if one.category for person in one.people}
    for line in lines:
        if (other := others.get(line.person_id)) and other != line.category:
            raise OtherCategory(groups_of(app, championship).named(other))


def must_take(skill: Skill) -> None:
    """Raises SkillDropped, SkillSigned."""
    skill.must_be_held()
    skill.must_be_open()


async def places_of(app: App, entrants: Sequence[Entrant]) -> list[Places]:
    return await app.places.some({one.skill_id for one in entrants})
