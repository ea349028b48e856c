from collections.abc import Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from uuid import UUID

from competitions import jury_events
from competitions.access import juror
from competitions.domain.expert import Expert
from competitions.domain.history.chain import head, promise
from competitions.domain.history.refusals import ConfirmationsMissing, MarksMissing
from competitions.domain.sheet import Sheet
from competitions.domain.signing.form import Reopening
from competitions.domain.signing.rules import Signers
from competitions.domain.signing.sheets import reopen, sign
from competitions.domain.skill import MarkingNotStarted, SheetsMissing, Skill, UnknownSubCriterion
from competitions.queries.sheets import progress_of, skill_head, without_sheets
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def sign_sub_criteria(app: App, skill_id: UUID, codes: Sequence[str], by: Principal) -> Mapping[str, int]:
    """Signs every sheet of these sub-criteria, by their marking team; returns how many there are of each.

    All are looked at before the first is signed. A repeat completes what a crash left undone.
    Raises Unknown, NotOnJury, MarkingNotStarted, UnknownSubCriterion, SheetsMissing, NotOnTeam, MarksMissing,
    ConfirmationsMissing.
    """
    skill, expert = await juror(app, skill_id, by)
    if not skill.marking_started_at:
        raise MarkingNotStarted(skill_id)
    starters = (await app.registrations.starters([skill_id]))[skill_id]
    found = {code: await _sheets(app, skill, code, starters) for code in dict.fromkeys(codes)}
    missing = {code: sum(not sheet.is_complete for sheet in sheets) for code, sheets in found.items()}
    if lacking := tuple((code, number) for code, number in missing.items() if number):
        raise MarksMissing(lacking)
    waiting = {code: sum(sheet.unconfirmed for sheet in sheets) for code, sheets in found.items()}
    if unconfirmed := tuple((code, number) for code, number in waiting.items() if number):
        raise ConfirmationsMissing(unconfirmed)
    every = [sheet for sheets in found.values() for sheet in sheets]
    for sheet in every:
        sign(sheet, expert, app.now())
    for sheet in every:
        await retry_on_conflict(lambda sheet=sheet: _sign(app, sheet.id, expert))  # type: ignore[misc]
    return {code: len(sheets) for code, sheets in found.items()}


async def _sheets(app: App, skill: Skill, code: str, starters: Sequence[UUID]) -> list[Sheet]:
    """Of those who start. Raises UnknownSubCriterion, SheetsMissing."""
    found = await app.sheets.of_sub_criterion(skill.id, code)
    if not found:
        raise UnknownSubCriterion(code)
    sheets = [sheet for sheet in found if sheet.competitor.registration_id in starters]
    lacking = len(starters) - len(sheets)
    if lacking > 0:
        raise SheetsMissing(((skill.number, lacking),))
    return sheets


async def _sign(app: App, sheet_id: UUID, expert: Expert) -> None:
    sheet = await app.sheets.get(sheet_id)
    signed, signature = sign(sheet, expert, app.now())
    if signature:
        signing = sheet.signing.signed(replace(signature, head=head(sheet)))
        await app.sheets.save(replace(signed, signing=signing))


async def sign_skill(app: App, skill_id: UUID, by: Principal) -> Skill:
    """Signs the skill, by its chief expert; by a ruleset that asks for no other signatures, each sub-criterion with it.

    Raises Unknown, NotOnJury, NotChief, MarkingNotStarted, SheetsMissing, SubCriteriaUnsigned, MarksMissing,
    ConfirmationsMissing.
    """
    skill, expert = await juror(app, skill_id, by)
    championship = await app.championships.get(skill.championship_id)
    signs_all = app.rulesets[championship.ruleset].signing.sub_criteria is Signers.CHIEF
    if signs_all and expert.leads:
        progress = (await progress_of(app, [skill_id]))[skill_id]
        await sign_sub_criteria(app, skill_id, [one.code for one in progress if not one.is_signed], by)

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


async def reopen_sheet(
    app: App, sheet_id: UUID, reopening_id: UUID, codes: Sequence[str], reason: str, by: Principal
) -> Sheet:
    """Gives aspects of one competitor's form back to its team; `codes`: none for all of them. The signatures that stood for the form
    and for the skill are taken back, in sight, and whose they were hears of it. A repeat completes what a crash left undone.

    Raises Unknown, NotOnJury, NotChief, CompetitorAbsent, Sealed, UnknownAspect, NotSigned, ReopeningUnexplained.
    """

    async def attempt() -> Sheet:
        sheet = await app.sheets.get(sheet_id)
        _, expert = await juror(app, sheet.skill_id, by)
        opened = tuple(codes) or tuple(rule.code for rule in sheet.rules)
        salt = token_hex(32)
        reopening = Reopening(
            reopening_id, opened, expert.subject_id, app.now(), reason, (), salt, promise(salt, {"reason": reason})
        )
        changed = reopen(sheet, reopening, expert)
        return sheet if changed is sheet else await app.sheets.save(changed)

    async def unsign() -> None:
        skill, expert = await juror(app, sheet.skill_id, by)
        if not sheet.is_signed:
            # Also where nobody has signed: who is about to has to look at the forms again.
            at, code = app.now(), sheet.sub_criterion
            happened = next(one for one in sheet.signing.reopenings if one.id == reopening_id)
            told = jury_events.of_reopening(happened, code, skill, at)
            await app.skills.save(skill.unsigned_again(at, expert.subject_id, reopening_id), *told)
            # Whose devices are used may have been chosen since it was signed.
            await app.sheets.set_devices(skill.id, code, own=code in skill.own_devices)

    sheet = await retry_on_conflict(attempt)
    await retry_on_conflict(unsign)
    return sheet
