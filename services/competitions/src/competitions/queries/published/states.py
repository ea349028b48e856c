"""How the results of each skill stand, on their way to official ones."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
from competitions.queries.marking import name_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class SkillStanding:
    skill: Skill
    corrections_since: int
    """Marks that were changed since its results were last published."""

    @property
    def waits(self) -> bool:
        """Whether it becomes official as soon as the organiser says so."""
        return self.skill.results_state is ResultsState.UNOFFICIAL


async def published_skills(
    app: App, championship_id: UUID, by: Principal
) -> tuple[Championship, tuple[SkillStanding, ...]]:
    """For its organiser. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    skills = await app.skills.held(championship_id)
    published = await app.results.of(championship.id)
    now = await app.sheets.corrections([one.id for one in published])
    since = Counter({one.id: now[one.id] - one.corrections for one in published})
    return championship, tuple(SkillStanding(skill, since[skill.id]) for skill in skills)


@dataclass(frozen=True, slots=True)
class NamedDifference:
    whose: str
    """The competitor with the skill, or the member."""
    what: str
    first: str
    second: str


async def named_differences(app: App, championship: Championship) -> list[NamedDifference]:
    """For what its last publication was stopped."""
    differing = championship.differing
    entries = await app.registrations.some({one.registration_id for one in differing if one.registration_id})
    people = await named(app, [one.subject_id for one in entries])
    names = {one.id: f"{name_of(people.get(one.subject_id))}, {one.member}" for one in entries}
    numbers = {one.id: one.number for one in await app.skills.held(championship.id)}
    found = []
    for one in differing:
        if one.skill_id and one.registration_id:
            whose, what = f"{numbers.get(one.skill_id, '')} {names.get(one.registration_id, '')}".strip(), one.what
        else:
            what, _, whose = one.what.partition(" ")
        found.append(NamedDifference(whose, what, one.first, one.second))
    return found
