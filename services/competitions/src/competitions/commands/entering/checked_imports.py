"""What a file of entrants would come to: checked as a whole before anything of it is there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from competitions.access import held_by
from competitions.domain.categories.belonging import OtherCategory
from competitions.domain.championship import Championship
from competitions.domain.entering.imports import Entrant, Import, Line, by_skill
from competitions.domain.entering.places import MOST_ENTRIES, Places, SkillFull
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive


async def check_import(
    app: App, championship_id: UUID, import_id: UUID, entrants: Sequence[Entrant], by: Principal
) -> Import:
    """What the rows come to, kept for an hour. Nothing of it is there yet.

    Raises Unknown, Forbidden, EmbargoOver, EntriesClosed, SkillSigned, SkillDropped, SkillFull, OtherCategory, and AlreadyRegistered
    where some of a team are entered in the skill, and not all.
    """
    championship = await held_by(app, championship_id, by)
    championship.must_be_under_embargo()
    championship.must_take_entries()
    people = await app.people.identified(championship.organisation, {one.identity for one in entrants})
    listed = {places.id: places.subjects for places in await places_of(app, entrants)}
    lines = []
    there = _teams_there(entrants, people, listed)
    for entrant in entrants:
        known = people.get(entrant.identity)
        if entrant.crew in there if entrant.crew else known and known in listed.get(entrant.skill_id, ()):
            continue
        person_id = known or derive(import_id, *map(str, entrant.identity))
        entry = entrant.crew or (person_id, entrant.skill_id)
        lines.append(_line(derive(import_id, *entry), person_id, entrant, is_new=known is None))
    await must_be_in_one_category(app, championship, lines)
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
    )
    return await app.imports.add(made)


def _line(registration_id: UUID, person_id: UUID, entrant: Entrant, *, is_new: bool) -> Line:
    facts = (entrant.skill_id, entrant.member, entrant.category, entrant, entrant.in_team)
    return Line(registration_id, person_id, is_new, *facts)


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
