from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.access import holds
from competitions.domain.championship import Championship
from competitions.domain.progress import SubCriterionProgress
from competitions.domain.skill import Skill
from competitions.queries.sheets import progress_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role
from shared.text import Text


@dataclass(frozen=True, slots=True)
class Signed:
    signed: int
    total: int


@dataclass(frozen=True, slots=True)
class Entered:
    entered: int
    total: int


@dataclass(frozen=True, slots=True)
class SkillProgress:
    id: UUID
    number: str
    name: Text
    competitors: int
    """Those who start: confirmed, and not absent."""
    has_scheme: bool
    marking_started_at: datetime | None
    signed_at: datetime | None
    sub_criteria: Signed
    marks: Entered
    is_open: bool
    """Whether who looks may see the skill's marks: its jury and the organiser may."""


async def championship_progress(
    app: App, championship_id: UUID, by: Principal
) -> tuple[Championship, list[SkillProgress]]:
    """How far every skill is, for the organiser and the championship's experts. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    skills = await app.skills.held(championship_id)
    subjects = await app.people.subjects_of(by.account) if by.has(Role.EXPERT) else frozenset()
    judged = {skill.id for skill in skills for expert in skill.experts if expert.subject_id in subjects}
    is_held = holds(championship, by)
    if not (is_held or judged):
        raise Forbidden
    progress = await progress_of(app, [skill.id for skill in skills])
    starters = await app.registrations.starters(skill.id for skill in skills)
    return championship, [
        _progress(skill, progress[skill.id], len(starters[skill.id]), is_open=is_held or skill.id in judged)
        for skill in skills
    ]


def _progress(skill: Skill, sub_criteria: list[SubCriterionProgress], starters: int, *, is_open: bool) -> SkillProgress:
    total = len(sub_criteria) or (skill.scheme.sub_criteria if skill.scheme else 0)
    return SkillProgress(
        id=skill.id,
        number=skill.number,
        name=skill.name,
        competitors=starters,
        has_scheme=skill.scheme is not None,
        marking_started_at=skill.marking_started_at,
        signed_at=skill.signature.at if skill.signature else None,
        sub_criteria=Signed(sum(one.is_signed for one in sub_criteria), total),
        marks=Entered(sum(one.marks for one in sub_criteria), sum(one.marks_total for one in sub_criteria)),
        is_open=is_open,
    )
