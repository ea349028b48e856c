"""How the experts of a skill judged: for whoever leads the jury, and of each expert their own. It is computed when it is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.access import insider
from competitions.domain.judging.statistics import PanelFigures, figures
from competitions.domain.skill import NotOnJury
from competitions.queries.marking import SkillMarking, judges_names, skill_marking
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    marking: SkillMarking
    panels: Sequence[PanelFigures]
    names: Mapping[UUID, str]
    is_whole: bool
    """Whether it is of everybody, or of one's own alone."""
    compatriots_may_mark: bool


async def judge_figures(app: App, skill_id: UUID, by: Principal) -> JudgeFigures:
    """Not for the organiser: they are between those who judge. Raises Unknown, Forbidden, NotOnJury."""
    skill, expert = await insider(app, skill_id, by)
    if expert is None:
        raise NotOnJury(skill_id)
    sheets = await app.sheets.all_of(skill_id)
    championship = await app.championships.get(skill.championship_id)
    may = app.rulesets[championship.ruleset].compatriots_may_mark
    members = {one.subject_id: one.member for one in (*skill.experts, *(gone.expert for gone in skill.dismissals))}
    panels = figures(sheets, members, compatriots_may_mark=may)
    if not expert.leads:
        panels = [own for one in panels if (own := _own(one, expert.subject_id)).deviations]
    names = await judges_names(app, skill, sheets)
    return JudgeFigures(await skill_marking(app, skill_id, by), panels, names, expert.leads, may)


def _own(panel: PanelFigures, judge: UUID) -> PanelFigures:
    return replace(panel, deviations=tuple(one for one in panel.deviations if one.judge == judge))
