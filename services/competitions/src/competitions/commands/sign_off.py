from uuid import UUID

from competitions.access import juror
from competitions.domain.expert import Expert
from competitions.domain.sheet import MarksMissing, Sheet
from competitions.domain.skill import FormsMissing, MarkingNotStarted, Skill, UnknownSubCriterion
from competitions.queries.sheets import without_sheets
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def sign_sub_criterion(app: App, skill_id: UUID, code: str, by: Principal) -> int:
    """Signs every sheet of the sub-criterion, by its marking team; returns how many there are.

    All are looked at before the first is signed. A repeat completes what a crash left undone.
    Raises Unknown, NotOnJury, MarkingNotStarted, UnknownSubCriterion, FormsMissing, NotOnTeam, MarksMissing.
    """
    skill, expert = await juror(app, skill_id, by)
    if not skill.marking_started_at:
        raise MarkingNotStarted(skill_id)
    sheets = await app.sheets.of_sub_criterion(skill_id, code)
    if not sheets:
        raise UnknownSubCriterion(code)
    lacking = (await app.registrations.confirmed([skill_id]))[skill_id] - len(sheets)
    if lacking > 0:
        raise FormsMissing(((skill.number, lacking),))
    missing = sum(not sheet.is_complete for sheet in sheets)
    if missing:
        raise MarksMissing(((code, missing),))
    for sheet in sheets:
        sheet.sign(expert, app.now())
    for sheet in sheets:
        await retry_on_conflict(lambda sheet=sheet: _sign(app, sheet.id, expert))  # type: ignore[misc]
    return len(sheets)


async def _sign(app: App, sheet_id: UUID, expert: Expert) -> None:
    sheet = await app.sheets.get(sheet_id)
    signed: Sheet = sheet.sign(expert, app.now())
    if signed is not sheet:
        await app.sheets.save(signed)


async def sign_skill(app: App, skill_id: UUID, by: Principal) -> Skill:
    """Signs the skill, by its chief expert.

    Raises Unknown, NotOnJury, NotChief, MarkingNotStarted, FormsMissing, SubCriteriaUnsigned.
    """

    async def attempt() -> Skill:
        skill, expert = await juror(app, skill_id, by)
        forms = (await app.sheets.progress([skill_id]))[skill_id]
        unsigned = tuple(form.code for form in forms if not form.is_signed)
        lacking = (await without_sheets(app, [skill]))[skill_id]
        signed = skill.sign(expert, app.now(), unsigned, lacking)
        if signed is not skill:
            return await app.skills.save(signed)
        return skill

    return await retry_on_conflict(attempt)
