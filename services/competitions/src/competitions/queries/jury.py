"""The juries of a championship as its organiser puts them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.expert import Expert
from competitions.domain.judging.jury import Teams, chief_of, conflicted, proposed_teams
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.skill import Skill
from competitions.queries.schemes import scheme_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Juror:
    expert: Expert
    name: str | None
    """None of who is erased."""
    is_compatriot: bool
    """Somebody of the own region or organisation competes."""


@dataclass(frozen=True, slots=True)
class Jury:
    skill: Skill
    championship: Championship
    jurors: Sequence[Juror]

    @property
    def chief(self) -> Juror | None:
        chief = chief_of(self.skill)
        return next((one for one in self.jurors if one.expert == chief), None)


@dataclass(frozen=True, slots=True)
class MarkingTeams:
    jury: Jury
    sub_criteria: Sequence[SubCriterion]
    proposal: Teams


async def juries(app: App, championship_id: UUID, by: Principal) -> tuple[Championship, Sequence[Jury]]:
    """Of every skill that is held. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    return championship, [await _jury(app, skill, championship) for skill in await app.skills.held(championship_id)]


async def jury(app: App, skill_id: UUID, by: Principal) -> Jury:
    """Raises Unknown, Forbidden."""
    skill = await app.skills.get(skill_id)
    return await _jury(app, skill, await held_by(app, skill.championship_id, by))


async def marking_teams(app: App, skill_id: UUID, by: Principal) -> MarkingTeams:
    """The teams of a skill and what the rule would propose. Raises Unknown, Forbidden, SchemeMissing."""
    found = await jury(app, skill_id, by)
    scheme = await scheme_of(app, found.skill)
    codes = [one.code for one in scheme.sub_criteria]
    experts = [one.expert for one in found.jurors]
    members = () if _may_mark_compatriots(app, found.championship) else await _competitors(app, skill_id)
    return MarkingTeams(found, scheme.sub_criteria, proposed_teams(experts, codes, members))


async def _jury(app: App, skill: Skill, championship: Championship) -> Jury:
    people = await app.people.by_id(one.subject_id for one in skill.experts)
    conflicts = conflicted(skill.experts, await _competitors(app, skill.id))
    jurors = [
        Juror(
            one,
            people[one.subject_id].full_name if one.subject_id in people else None,
            one.subject_id in conflicts,
        )
        for one in skill.experts
    ]
    return Jury(skill, championship, jurors)


async def _competitors(app: App, skill_id: UUID) -> list[str]:
    """The members of those who have a place: who is entered now competes later."""
    places = await app.places.find(skill_id)
    return [entry.member for entry in places.entries if entry.has_place] if places else []


def _may_mark_compatriots(app: App, championship: Championship) -> bool:
    return app.rulesets[championship.ruleset].compatriots_may_mark
