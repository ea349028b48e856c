from dataclasses import replace
from uuid import UUID

from competitions.access import juror
from competitions.domain.expert import Expert
from competitions.domain.history.chain import head
from competitions.domain.history.refusals import ConfirmationsMissing, MarksMissing
from competitions.domain.skill import MarkingNotStarted, SheetsMissing, Skill, UnknownSubCriterion
from competitions.queries.sheets import progress_of, skill_head, without_sheets
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def sign_sub_criterion(app: App, skill_id: UUID, code: str, by: Principal) -> int:
    """Signs every sheet of the sub-criterion, by its marking team; returns how many there are.

    All are looked at before the first is signed. A repeat completes what a crash left undone.
    Raises Unknown, NotOnJury, MarkingNotStarted, UnknownSubCriterion, SheetsMissing, NotOnTeam, MarksMissing,
    ConfirmationsMissing.
    """
    skill, expert = await juror(app, skill_id, by)
    if not skill.marking_started_at:
        raise MarkingNotStarted(skill_id)
    sheets = await app.sheets.of_sub_criterion(skill_id, code)
    if not sheets:
        raise UnknownSubCriterion(code)
    starters = (await app.registrations.starters([skill_id]))[skill_id]
    sheets = [sheet for sheet in sheets if sheet.competitor.registration_id in starters]
    lacking = len(starters) - len(sheets)
    if lacking > 0:
        raise SheetsMissing(((skill.number, lacking),))
    incomplete = sum(not sheet.is_complete for sheet in sheets)
    if incomplete:
        raise MarksMissing(((code, incomplete),))
    if unconfirmed := sum(sheet.unconfirmed for sheet in sheets):
        raise ConfirmationsMissing(((code, unconfirmed),))
    for sheet in sheets:
        sheet.sign(expert, app.now())
    for sheet in sheets:
        await retry_on_conflict(lambda sheet=sheet: _sign(app, sheet.id, expert))  # type: ignore[misc]
    return len(sheets)


async def _sign(app: App, sheet_id: UUID, expert: Expert) -> None:
    sheet = await app.sheets.get(sheet_id)
    signed, signature = sheet.sign(expert, app.now())
    if signature:
        await app.sheets.save(replace(signed, signature=replace(signature, head=head(sheet))))


async def sign_skill(app: App, skill_id: UUID, by: Principal) -> Skill:
    """Signs the skill, by its chief expert.

    Raises Unknown, NotOnJury, NotChief, MarkingNotStarted, SheetsMissing, SubCriteriaUnsigned.
    """

    async def attempt() -> Skill:
        skill, expert = await juror(app, skill_id, by)
        starters = (await app.registrations.starters([skill_id]))[skill_id]
        progress = (await progress_of(app, [skill_id]))[skill_id]
        unsigned = tuple(one.code for one in progress if not one.is_signed)
        missing = (await without_sheets(app, [skill]))[skill_id]
        signed, signature = skill.sign(expert, app.now(), unsigned, missing, starters)
        if signature is None:
            return skill
        signature = replace(signature, head=await skill_head(app, signed))
        return await app.skills.save(replace(signed, signature=signature))

    return await retry_on_conflict(attempt)
