"""What is done with entries that came too late."""

from uuid import UUID

from competitions.access import juror
from competitions.commands.marking import Proposal, enter_mark
from competitions.domain.expert import Expert, SomebodyElse
from competitions.domain.mark import MarkIdTaken, Record, is_made_of
from competitions.domain.sending.late import LateEntry, Why
from competitions.domain.skill import NotChief, NotOnJury
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def kept_late(app: App, late: LateEntry, by: Principal) -> Record | LateEntry:
    """Keeps it beside its sheet, for whoever leads the jury. What stands on the sheet already, since its first answer was lost, is
    answered again.

    Raises SomebodyElse, MarkIdTaken, UnknownAspect, and NotOnJury where its author never was on the jury.
    """
    if late.author not in await app.people.subjects_of(by.account):
        raise SomebodyElse(late.author)
    sheet = await app.sheets.get(late.sheet_id)
    standing = next((record for record in sheet.history if record.id == late.id), None)
    if standing:
        if not is_made_of(standing, sheet.rule(late.code), late.entry):
            raise MarkIdTaken(late.code)
        return standing
    if late.why in {Why.OFF_JURY, Why.ASKED}:
        skill = await app.skills.get(late.skill_id)
        judged = {one.subject_id for one in (*skill.experts, *(one.expert for one in skill.dismissals))}
        if late.author not in judged:
            raise NotOnJury(skill.id)
    sheet.rule(late.code)
    return await app.late_entries.add(late)


async def enter_late(app: App, late_id: UUID, by: Principal, saw: UUID | None, reason: str) -> LateEntry:
    """Enters it as the mark of whoever leads the jury; after sign-off as a correction with `reason`.

    `saw`: the newest record of the aspect that they saw. A repeat finds what it did.
    Raises Unknown, NotOnJury, NotChief, LateSettled, NothingToEnter, Stale, and what the sheet refuses.
    """
    late, expert = await _to_settle(app, late_id, by)
    if late.settlement and late.settlement.record:
        return late
    entry = late.enterable
    sheet = await app.sheets.get(late.sheet_id)
    id = derive("late", late.id)
    why = reason if sheet.signing.closes(late.code) else None
    proposal = Proposal(id, late.code, entry, by, saw, why, is_late=True)
    mark = await enter_mark(app, late.sheet_id, proposal)
    return await _settle(app, late_id, expert, record=mark.id)


async def set_aside(app: App, late_id: UUID, by: Principal) -> LateEntry:
    """It stays kept, and is not entered. Raises Unknown, NotOnJury, NotChief, LateSettled."""
    _, expert = await _to_settle(app, late_id, by)
    return await _settle(app, late_id, expert, record=None)


async def _to_settle(app: App, late_id: UUID, by: Principal) -> tuple[LateEntry, Expert]:
    late = await app.late_entries.get(late_id)
    _, expert = await juror(app, late.skill_id, by)
    if not expert.leads:
        raise NotChief(late.skill_id)
    return late, expert


async def _settle(app: App, late_id: UUID, expert: Expert, *, record: UUID | None) -> LateEntry:
    async def attempt() -> LateEntry:
        late = await app.late_entries.get(late_id)
        settled = late.settle(expert.subject_id, app.now(), record)
        return late if settled is late else await app.late_entries.save(settled)

    return await retry_on_conflict(attempt)
