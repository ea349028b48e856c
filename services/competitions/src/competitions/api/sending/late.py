"""What came after its sheet was signed, or when its expert was not on the team any more."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.records import JudgedOut, MeasuredOut
from competitions.commands.sending import late as commands
from competitions.domain.aspect import EntryUnfit, Judged
from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.history.refusals import ConflictOfInterest, Sealed
from competitions.domain.judgement import ScoresUnfit, SpreadTooWide
from competitions.domain.judging.cards import OnOwnDevices
from competitions.domain.mark import JustificationNeeded, Overtaken, ReasonNeeded
from competitions.domain.measurement import ValueUnfit
from competitions.domain.refusal import Unknown
from competitions.domain.sending.late import LateEntry, LateSettled, NothingToEnter, Why
from competitions.domain.skill import NotChief, NotOnJury
from competitions.queries.sending import late as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Expert, Insider, Unkept
from shared.web.problems import problems
from shared.web.schemas import In, Out, Prose

router = APIRouter(tags=["marking"], dependencies=[Unkept])


class SettlementOut(Out):
    by: UUID
    at: datetime
    record: UUID | None
    """The mark with which it was entered; null: it was set aside."""


class LateEntryOut(Out):
    """An entry that came too late. It counts for nothing until whoever leads the jury enters it."""

    id: UUID
    sheet_id: UUID
    skill_id: UUID
    code: str
    entry: MeasuredOut | JudgedOut | None
    """Null: the mark was to be taken back."""
    reason: str | None
    author: UUID
    why: Why
    arrived_at: datetime
    entered_at: datetime | None
    settlement: SettlementOut | None

    @classmethod
    def of(cls, one: LateEntry) -> "LateEntryOut":
        shape = JudgedOut if isinstance(one.entry, Judged) else MeasuredOut
        return cls(
            id=one.id,
            sheet_id=one.sheet_id,
            skill_id=one.skill_id,
            code=one.code,
            entry=shape.model_validate(one.entry) if one.entry else None,
            reason=one.reason,
            author=one.author,
            why=one.why,
            arrived_at=one.arrived_at,
            entered_at=one.entered_at,
            settlement=SettlementOut.model_validate(one.settlement) if one.settlement else None,
        )


class EnteringIn(In):
    saw: UUID | None
    """The id of the newest record of the aspect on the sheet; null: there is none."""
    reason: Prose | None = None
    """Why the mark is changed; needed where the sheet is signed."""


@router.get("/skills/{skill_id}/late-entries", responses=problems(Unknown, Forbidden))
async def list_late_entries(skill_id: UUID, by: Insider, app: TheApp) -> list[LateEntryOut]:
    """In the order in which they came: all for whoever leads the jury and the organiser, for an expert the own ones."""
    found: Sequence[LateEntry] = await queries.late_entries(app, skill_id, by)
    return [LateEntryOut.of(one) for one in found]


@router.post(
    "/late-entries/{late_id}/entering",
    responses=problems(
        Unknown,
        NotOnJury,
        NotChief,
        LateSettled,
        NothingToEnter,
        Overtaken,
        ReasonNeeded,
        Sealed,
        CompetitorAbsent,
        ConflictOfInterest,
        JustificationNeeded,
        SpreadTooWide,
        ScoresUnfit,
        ValueUnfit,
        EntryUnfit,
        OnOwnDevices,
    ),
)
async def enter_late_entry(late_id: UUID, body: EnteringIn, by: Expert, app: TheApp) -> LateEntryOut:
    """Enters it as the chief expert's mark; after sign-off as a correction with its reason. A repeat changes nothing."""
    return LateEntryOut.of(await commands.enter_late(app, late_id, by, body.saw, body.reason or ""))


@router.post("/late-entries/{late_id}/setting-aside", responses=problems(Unknown, NotOnJury, NotChief, LateSettled))
async def set_late_entry_aside(late_id: UUID, by: Expert, app: TheApp) -> LateEntryOut:
    """It stays kept, and is not entered; its author sees that. A repeat changes nothing."""
    return LateEntryOut.of(await commands.set_aside(app, late_id, by))
