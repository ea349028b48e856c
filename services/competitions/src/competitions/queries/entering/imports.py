from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from competitions.access import entering_in
from competitions.domain.categories.groups import Categories
from competitions.domain.championship import Championship
from competitions.domain.entering.crews import Place, newcomers_of
from competitions.domain.entering.imports import Import, by_skill
from competitions.domain.entering.places import Places
from competitions.domain.entering.rules import USUAL_TEAMS, TeamRules
from competitions.domain.preparation.members import MemberList
from competitions.domain.refusal import Refusal
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a file are read against."""

    championship: Championship
    skills: Sequence[Skill]
    members: MemberList
    groups: Categories
    starts_on: date
    today: date
    school: School | None = None
    """Whose people alone the file may have; None: anybody's."""
    teams: TeamRules = USUAL_TEAMS

    @property
    def has_teams(self) -> bool:
        return any(skill.team_size > 1 for skill in self.skills)


async def import_of(app: App, import_id: UUID, by: Principal) -> tuple[Import, Championship, School | None]:
    """For the organiser, and for a school's coordinator who brought it. Raises Unknown, Forbidden."""
    found = await app.imports.get(import_id)
    championship, school = await entering_in(app, found.championship_id, by)
    if school and not (found.by == by.account and all(line.member in school.spellings for line in found.lines)):
        raise Forbidden
    return found, championship, school


async def read_import(app: App, import_id: UUID, by: Principal) -> tuple[Import, Championship]:
    """Raises Unknown, Forbidden."""
    found, championship, _ = await import_of(app, import_id, by)
    return found, championship


async def last_imports(app: App, championship_id: UUID, by: str | None = None) -> Sequence[Import]:
    """Those that were kept, the newest first. `by`: those of this account alone, for who does not hold the championship."""
    return await app.imports.last_of(championship_id, by)


async def undoable_imports(app: App, championship_id: UUID) -> Sequence[Import]:
    """Of who holds the championship: those that can be taken back now."""
    return [one for one in await app.imports.last_of(championship_id) if one.is_undoable(app.now())]


@dataclass(frozen=True, slots=True)
class ForeseenRow:
    """What a row of a file would come to, as places are now."""

    name: str
    born_on: date
    is_new_person: bool
    skill: Skill
    member: str
    would_wait: bool
    in_team: Place | None


async def foreseen_rows(app: App, found: Import) -> Sequence[ForeseenRow]:
    """Of an import that is not kept yet, in the order of the file; of no other: what is known of people stands with them then."""
    skills = {one.id: one for one in await app.skills.some({line.skill_id for line in found.lines})}
    places = {one.id: one for one in await app.places.some(list(skills))}
    waiting: set[UUID] = set()
    for skill_id, lines in by_skill(found.lines).items():
        known = places.get(skill_id) or Places(skill_id, found.championship_id)
        with suppress(Refusal):  # what changed since is told when it is kept
            entered = known.enter(newcomers_of(lines), skills[skill_id].places, app.now(), found.by)
            waiting |= {entry.registration_id for entry in entered.waiting}
    return [
        ForeseenRow(
            line.entrant.full_name,
            line.entrant.birth_date,
            line.is_new_person,
            skills[line.skill_id],
            line.member,
            line.registration_id in waiting,
            line.in_team,
        )
        for line in found.lines
        if line.entrant
    ]


async def known_for_import(app: App, championship_id: UUID, by: Principal) -> Known:
    """What the rows of a file are read against. Raises Unknown, Forbidden."""
    championship, school = await entering_in(app, championship_id, by)
    skills, members = await app.skills.held(championship_id), await app.members.of(championship_id)
    groups, starts_on = groups_of(app, championship), championship.starts_on
    teams = app.rulesets[championship.ruleset].team
    return Known(championship, skills, members, groups, starts_on, app.today(), school, teams)
