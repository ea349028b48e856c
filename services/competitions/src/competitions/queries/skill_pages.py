"""One skill, for its organiser: who is entered, and who judges."""

from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.expert import Expert
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.skills import PreparedSkill, prepared_skill
from competitions.wiring import App
from shared.identity.principal import Principal

SHOWN = 1000
"""More are never in one skill."""
NOBODY = "—"
"""Of who was erased nothing is left."""


@dataclass(frozen=True, slots=True)
class Entered:
    registration: Registration
    name: str


@dataclass(frozen=True, slots=True)
class Juror:
    expert: Expert
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """Who marks a sub-criterion. Without one of its own, the whole jury does."""

    code: str
    name: str
    day: int | None
    names: tuple[str, ...]


async def entrants(app: App, skill_id: UUID, by: Principal) -> tuple[PreparedSkill, Championship, list[Entered]]:
    """By their names. Raises Unknown, Forbidden."""
    row, championship = await prepared_skill(app, skill_id, by)
    registrations, _ = await app.registrations.of_skill(skill_id, limit=SHOWN, after=None)
    people = await app.people.by_id(one.subject_id for one in registrations)
    names = {id: person.full_name for id, person in people.items()}
    found = [Entered(one, names.get(one.subject_id, NOBODY)) for one in registrations]
    return row, championship, sorted(found, key=lambda one: one.name.casefold())


async def jury(app: App, skill_id: UUID, by: Principal) -> tuple[PreparedSkill, Championship, list[Juror], list[Team]]:
    """The chief first. Raises Unknown, Forbidden."""
    row, championship = await prepared_skill(app, skill_id, by)
    skill = row.skill
    people = await app.people.by_id(one.subject_id for one in skill.experts)
    names = {id: person.full_name for id, person in people.items()}
    jurors = [Juror(one, names.get(one.subject_id, NOBODY)) for one in skill.experts]
    jurors.sort(key=lambda one: (not one.expert.is_chief, one.name.casefold()))
    return row, championship, jurors, await _teams(app, skill, names)


async def _teams(app: App, skill: Skill, names: dict[UUID, str]) -> list[Team]:
    if skill.scheme is None:
        return []
    scheme = (await app.schemes.get(skill.scheme.id)).scheme
    return [
        Team(one.code, one.name, one.day, tuple(names.get(id, NOBODY) for id in skill.teams.get(one.code, ())))
        for one in scheme.sub_criteria
    ]
