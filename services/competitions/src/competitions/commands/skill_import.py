"""Many skills of a championship at once, as a file has them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from competitions import description_events
from competitions.access import held_by
from competitions.domain.preparation.skill_plan import SkillPlan
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from competitions.workbook.faults import Report, _
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A skill of a file, and the cell with its number."""

    plan: SkillPlan
    where: str


@dataclass(frozen=True, slots=True)
class ImportedSkills:
    added: int
    known: int
    """That were there already, just so."""


async def import_skills(app: App, championship_id: UUID, rows: Sequence[PlannedRow], by: Principal) -> ImportedSkills:
    """All of them or none: what is broken off is completed by a repeat, which adds nothing twice, since skills are known by
    their numbers.

    Raises Unknown, Forbidden, EmbargoOver, TooManySkills, and WorkbookRefused where a number is there with other values.
    """
    championship = await held_by(app, championship_id, by)
    championship.must_be_under_embargo()
    known = {skill.number: skill for skill in await app.skills.of(championship_id)}
    report = Report()
    for row in rows:
        if row.plan.number in known and not _is_just_so(known[row.plan.number], row.plan):
            report.add(
                row.where,
                _("Skill {number} is there already, with other values."),
                _("Change it on its page, or leave this row out."),
                number=row.plan.number,
            )
    report.raise_if_any()
    groups = groups_of(app, championship)
    new = [row.plan.settled(groups) for row in rows if row.plan.number not in known]
    championship.must_have_room(len(known) + max(0, len(new) - 1))
    for plan in new:
        skill_id = uuid4()  # a number may be given to another skill later; that it is there once is the store's to say
        skill = Skill.planned(skill_id, championship_id, plan)
        await app.skills.add(skill, *description_events.of_skill(skill, app.now()))
    return ImportedSkills(len(new), len(rows) - len(new))


def _is_just_so(skill: Skill, plan: SkillPlan) -> bool:
    """A file has no column for categories and their places: they stay as they are."""
    standing = skill.plan
    return standing == replace(plan, categories=standing.categories, category_quotas=standing.category_quotas)
