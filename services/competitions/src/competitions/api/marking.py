from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field, model_validator

from competitions.api.deps import TheApp
from competitions.api.records import DisputeOut, LaidOut, MarkOut, WithdrawalOut
from competitions.commands import marking as commands
from competitions.domain import expert, judgement, mark, measurement, sheet
from competitions.domain.aspect import Entry, EntryUnfit, Judged, Measured
from competitions.domain.championship import EmbargoOver
from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.expert import Expert as Juror
from competitions.domain.history import refusals
from competitions.domain.judging import panel
from competitions.domain.judging.cards import OnOwnDevices, laid
from competitions.domain.mark import NothingToWithdraw, Overtaken, SeenNeeded
from competitions.domain.refusal import Unknown
from competitions.domain.skill import NoCompetitors, NotChief, NotOnJury, SchemeMissing, SkillDropped, SkillSigned
from competitions.queries import sheets as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Expert, Insider
from shared.web.idempotency import NewId
from shared.web.preconditions import etag
from shared.web.problems import problems
from shared.web.schemas import Cursor, Flag, In, Limit, Line, Out, Page, Prose, Whole

router = APIRouter(tags=["marking"])


class MarkIn(In):
    """A measurement or a judgement, as the aspect asks."""

    measurement: Flag | Line | None = None
    """true or false, a label, or a number as a string such as "12.5"."""
    judgement: Annotated[list[Whole], Field(max_length=10)] | None = None
    """Three scores from 0 to 3."""
    judges: Annotated[tuple[UUID, ...], Field(max_length=10)] = ()
    """Who showed which score, in their order: three different subject ids of the sheet's `panel`. Needed with a judgement."""
    justification: Prose | None = None
    """Needed where the experts' first scores were too far apart."""
    reason: Prose | None = None
    """Why a mark is changed after sign-off: only then, and only by the chief expert."""
    author: UUID | None = None
    """The subject id of who entered it, where a device sends it later: refused while somebody else is signed in."""
    saw: UUID | None = None
    """The id of the newest record of the aspect that the expert saw (`newest` of the sheet); null: there was none. Never left
    out (428)."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "MarkIn":
        if (self.measurement is None) == (self.judgement is None):
            raise ValueError("either measurement or judgement must be given")
        return self

    def entry(self) -> Entry:
        if self.judgement is not None:
            return Judged(tuple(self.judgement), self.justification, self.judges)
        return Measured(self.measurement if self.measurement is not None else "")


class CompetitorOut(Out):
    registration_id: UUID
    subject_id: UUID
    member: str


class SheetAspectOut(Out):
    code: str
    type: Literal["M", "J"]
    maximum: Decimal


class SignatureOut(Out):
    by: UUID
    at: datetime


class ReopeningOut(Out):
    """Aspects that the chief expert gave back to the marking team."""

    id: UUID
    codes: list[str]
    by: UUID
    at: datetime
    reason: str
    taken_back: list[SignatureOut]
    """Signatures that stood for the form until then."""


class SigningOut(Out):
    by_each: bool
    """Every expert of the marking team signs; else one for all."""
    signatures: list[SignatureOut]
    """Those that stand. From the first one on nothing is entered."""
    open: list[str]
    """Aspects that may be entered although the others are closed; empty: all or none, as `signatures` says."""
    reopenings: list[ReopeningOut]


class SheetSummaryOut(Out):
    id: UUID
    skill_id: UUID
    sub_criterion: str
    competitor: CompetitorOut
    entered: int
    unconfirmed: int
    """Measurements that wait for a second expert."""
    aspects: int
    is_signed: bool
    """By everybody who has to."""
    signing: SigningOut

    @classmethod
    def of(cls, one: sheet.Sheet) -> "SheetSummaryOut":
        return cls(
            id=one.id,
            skill_id=one.skill_id,
            sub_criterion=one.sub_criterion,
            competitor=CompetitorOut.model_validate(one.competitor),
            entered=one.entered,
            unconfirmed=one.unconfirmed,
            aspects=len(one.rules),
            is_signed=one.is_signed,
            signing=SigningOut.model_validate(one.signing),
        )


class SheetOut(Out):
    id: UUID
    skill_id: UUID
    sub_criterion: str
    competitor: CompetitorOut
    rules: list[SheetAspectOut]
    marks: dict[str, MarkOut]
    history: list[MarkOut | DisputeOut | WithdrawalOut]
    newest: dict[str, UUID]
    """By aspect, the id of its newest record: what to send as `saw`."""
    panel: list[UUID]
    """Who may judge this competitor, by subject id: the first three do, unless others are named."""
    disputed: list[str]
    """Aspects whose scores were too far apart since the mark that counts."""
    confirmed_by: int
    """Experts who stand for a measurement: 2, where another confirms what one has entered."""
    own_devices: bool
    """Whether each of the three judges on their own device."""
    cards: dict[str, LaidOut]
    """By aspect, where there are any."""
    reader: UUID | None
    """The subject id of the expert who reads it, whose the `own` cards are; null: it is no expert of the skill."""
    unconfirmed: int
    """Measurements that wait for a second expert."""
    total: Decimal
    is_signed: bool
    """By everybody who has to."""
    signing: SigningOut
    version: int

    @classmethod
    def of(cls, one: sheet.Sheet, able: Sequence[Juror], reader: UUID | None) -> "SheetOut":
        known = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        ids = [each.subject_id for each in able]
        return cls.model_validate(
            {
                **known,
                "newest": {code: record.id for code, record in one.newest.items()},
                "panel": ids,
                "disputed": sorted(mark.disputed(one.history)),
                "cards": laid(one.cards, ids, reader),
                "reader": reader,
            }
        )


class MarkWithdrawalIn(In):
    reason: Prose
    """Why the mark is taken back; it stays in the history."""
    author: UUID | None = None
    """As with a mark."""
    saw: UUID | None = None
    """As with a mark; never left out (428)."""


class MarkingOut(Out):
    sheets: int


@router.post(
    "/skills/{skill_id}/marking",
    responses=problems(
        Unknown, Forbidden, NotChief, EmbargoOver, SkillDropped, SchemeMissing, NoCompetitors, SkillSigned
    ),
)
async def start_marking(skill_id: UUID, by: Insider, app: TheApp) -> MarkingOut:
    """Lays out the sheets of every confirmed competitor. A repeat adds those of who was confirmed since."""
    return MarkingOut(sheets=await commands.start_marking(app, skill_id, by))


@router.get("/skills/{skill_id}/sheets", responses=problems(Unknown, Forbidden))
async def list_sheets(
    skill_id: UUID,
    by: Insider,
    app: TheApp,
    sub_criterion: Annotated[str | None, Query(max_length=4)] = None,
    competitor: Annotated[UUID | None, Query(description="A registration's id")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[SheetSummaryOut]:
    """The sheets of a skill, for its jury and the organiser."""
    found, after = await queries.list_sheets(
        app, skill_id, by, sub_criterion=sub_criterion, registration_id=competitor, limit=limit, after=cursor
    )
    return Page(items=[SheetSummaryOut.of(one) for one in found], next=after)


@router.get("/sheets/{sheet_id}", responses=problems(Unknown, Forbidden))
async def read_sheet(sheet_id: UUID, by: Insider, app: TheApp, response: Response) -> SheetOut:
    """One sheet with everything that was ever entered on it, for the skill's jury and the organiser."""
    found, able, expert = await queries.read_sheet(app, sheet_id, by)
    response.headers["etag"] = etag(found.version)
    return SheetOut.of(found, able, expert.subject_id if expert else None)


@router.put(
    "/sheets/{sheet_id}/marks/{code}",
    responses=problems(
        Unknown,
        NotOnJury,
        refusals.UnknownAspect,
        expert.SomebodyElse,
        refusals.ConflictOfInterest,
        refusals.NotOnTeam,
        CompetitorAbsent,
        refusals.AlreadySigned,
        refusals.Sealed,
        mark.ReasonNeeded,
        mark.NothingToCorrect,
        mark.JustificationNeeded,
        mark.MarkIdTaken,
        judgement.ScoresUnfit,
        panel.JudgesUnfit,
        panel.NotOnPanel,
        panel.JudgeConflicted,
        judgement.SpreadTooWide,
        measurement.ValueUnfit,
        EntryUnfit,
        Overtaken,
        SeenNeeded,
        OnOwnDevices,
    ),
)
async def enter_mark(sheet_id: UUID, code: str, body: MarkIn, by: Expert, mark_id: NewId, app: TheApp) -> MarkOut:
    """Enters or changes one mark of one competitor. With a reason, corrects it after sign-off.

    Where the aspect has a newer record than `saw`, nothing is written: the problem `overtaken` tells it as `newest`. To enter
    the mark nevertheless, send it with a new key and that record's id as `saw`. An entry that says the same as the newest
    record confirms it. Scores too far apart are recorded, and are `newest` of the problem `spread-too-wide`.
    """
    saw = _seen(body)
    proposal = commands.Proposal(mark_id, code, body.entry(), by, saw, body.reason, body.author)
    return MarkOut.model_validate(await commands.enter_mark(app, sheet_id, proposal))


@router.post(
    "/sheets/{sheet_id}/marks/{code}/withdrawal",
    responses=problems(
        Unknown,
        NotOnJury,
        refusals.UnknownAspect,
        expert.SomebodyElse,
        refusals.ConflictOfInterest,
        refusals.NotOnTeam,
        CompetitorAbsent,
        refusals.AlreadySigned,
        mark.ReasonNeeded,
        NothingToWithdraw,
        mark.MarkIdTaken,
        Overtaken,
        SeenNeeded,
    ),
)
async def take_back_mark(
    sheet_id: UUID, code: str, body: MarkWithdrawalIn, by: Expert, withdrawal_id: NewId, app: TheApp
) -> WithdrawalOut:
    """Takes a mark back before the signature: the aspect has none, the history keeps it and the reason.

    The reason is the body of a POST, because a DELETE has none that programs and proxies must pass on (RFC 9110, 9.3.5).
    """
    proposal = commands.TakingBack(withdrawal_id, code, by, _seen(body), body.reason, body.author)
    return WithdrawalOut.model_validate(await commands.take_back_mark(app, sheet_id, proposal))


def _seen(body: MarkIn | MarkWithdrawalIn) -> UUID | None:
    if "saw" not in body.model_fields_set:
        raise SeenNeeded
    return body.saw
