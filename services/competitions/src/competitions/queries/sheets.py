"""The sheets of a skill: which there are, and for how many competitors they are missing."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from competitions.access import insider
from competitions.domain.expert import Expert
from competitions.domain.history.chain import head, root
from competitions.domain.judging.panel import panel
from competitions.domain.progress import SubCriterionProgress, Sum
from competitions.domain.sheet import Sheet
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal


async def list_sheets(
    app: App,
    skill_id: UUID,
    by: Principal,
    *,
    sub_criterion: str | None,
    registration_id: UUID | None,
    limit: int,
    after: UUID | None,
) -> tuple[list[Sheet], UUID | None]:
    """A part of the skill's sheets, for its jury and the organiser, and where the next part begins.

    Raises Unknown, Forbidden.
    """
    await insider(app, skill_id, by)
    return await app.sheets.of_skill(
        skill_id, sub_criterion=sub_criterion, registration_id=registration_id, limit=limit, after=after
    )


async def read_sheet(app: App, sheet_id: UUID, by: Principal) -> tuple[Sheet, tuple[Expert, ...], Expert | None]:
    """For the skill's jury and the organiser: and who may judge the competitor, and which expert reads. Raises Unknown, Forbidden."""
    sheet = await app.sheets.get(sheet_id)
    skill, expert = await insider(app, sheet.skill_id, by)
    return sheet, panel(sheet, skill.experts), expert


async def versions_of(app: App, skill_id: UUID, code: str, by: Principal) -> dict[UUID, int]:
    """Of the sheets of a sub-criterion, by id. Raises Unknown, Forbidden."""
    await insider(app, skill_id, by)
    return await app.sheets.versions(skill_id, code)


async def without_sheets(app: App, skills: Iterable[Skill]) -> dict[UUID, int]:
    """By skill, how many of its starters have no sheet yet for some sub-criterion.

    A kill may end the laying out of sheets, and people are confirmed later.
    """
    asked = list(skills)
    starters = await app.registrations.starters(skill.id for skill in asked)
    progress = await progress_of(app, [skill.id for skill in asked])
    return {
        skill.id: skill.without_sheets(len(starters[skill.id]), [part.sheets for part in progress[skill.id]])
        for skill in asked
    }


async def progress_of(app: App, skill_ids: Sequence[UUID]) -> dict[UUID, list[SubCriterionProgress]]:
    """By skill, how far its sub-criteria are. The sheets of who is absent wait for nobody."""
    return await app.sheets.progress(skill_ids, await app.registrations.absent(skill_ids))


async def sums_of(app: App, skill_id: UUID) -> list[Sum]:
    """What the marks of each starter add up to."""
    return await app.sheets.sums(skill_id, await app.registrations.absent([skill_id]))


async def skill_head(app: App, skill: Skill) -> str:
    """Of the forms of those for whom the skill is signed, as they stand now."""
    sheets = await app.sheets.all_of(skill.id)
    return root({str(one.id): head(one) for one in sheets if one.competitor.registration_id in skill.starters})
