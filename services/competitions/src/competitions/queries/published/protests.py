"""Whose results are contested, for those who settle it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import insider
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.domain.results.protests import Protest
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
from competitions.queries.marking import name_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class NamedProtest:
    protest: Protest
    competitor: str


@dataclass(frozen=True, slots=True)
class SkillProtests:
    championship: Championship
    skill: Skill
    protests: Sequence[NamedProtest]
    competitors: Sequence[tuple[UUID, str]]
    """Whose results may be contested: registrations with their names."""
    may_change: bool
    """The chief expert, and the organiser."""


async def protests_of(app: App, skill_id: UUID, by: Principal) -> SkillProtests:
    """Raises Unknown, Forbidden."""
    skill, expert = await insider(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    entries = [one for one in await app.registrations.competitors(skill_id) if one.is_starter]
    known = {one.id: one for one in entries}
    known |= {one.id: one for one in await app.registrations.some({each.registration_id for each in skill.protests})}
    names = await _names(app, list(known.values()))
    return SkillProtests(
        championship,
        skill,
        [NamedProtest(one, names.get(one.registration_id, name_of(None))) for one in skill.protests],
        sorted(((one.id, names[one.id]) for one in entries), key=lambda one: one[1]),
        expert is None or expert.leads,
    )


async def _names(app: App, entries: Sequence[Registration]) -> dict[UUID, str]:
    people = await named(app, [one.subject_id for one in entries])
    return {one.id: f"{name_of(people.get(one.subject_id))}, {one.member}" for one in entries}
