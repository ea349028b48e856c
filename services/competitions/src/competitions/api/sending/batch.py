"""What tablets entered, a batch at a time: after a day without a network, and in one request instead of a hundred."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from starlette.requests import Request

from competitions.api.deps import TheApp
from competitions.api.records import RecordOut, record_out
from competitions.api.sending.late import LateEntryOut
from competitions.commands.sending.batch import Outcome, Sent, enter_batch
from competitions.domain.aspect import Entry, Judged, Measured
from competitions.domain.mark import SeenNeeded
from competitions.domain.sending.late import LateEntry, TooLate
from shared.identity.principal import Principal
from shared.web.deps import SignedIn, Unkept
from shared.web.idempotency import id_of
from shared.web.problems import Problem
from shared.web.schemas import Flag, In, Line, Out, Prose, Whole

router = APIRouter(tags=["marking"], dependencies=[Unkept])

MOST: Final = 100
LARGEST: Final = 64 * 1024
"""Bytes of a batch."""
LONGEST_KEY: Final = 60
YEARS: Final = range(2000, 2101)


def _known_time(at: datetime) -> datetime | None:
    """A tablet whose battery was empty lives in 1970: its clock says nothing, and the entry is none the worse."""
    return at if at.year in YEARS else None


class SentIn(In):
    """One entry: a measurement, a judgement, or a mark that is taken back."""

    key: UUID
    """Made on the device with the entry, and the same whenever it is sent."""
    sheet: UUID
    code: Line
    author: UUID
    """The subject id of who entered it: refused while somebody else is signed in."""
    measurement: Flag | Line | None = None
    judgement: Annotated[list[Whole], Field(max_length=10)] | None = None
    judges: Annotated[tuple[UUID, ...], Field(max_length=10)] = ()
    """As with one mark."""
    justification: Prose | None = None
    withdrawal: Prose | None = None
    """Why the mark is taken back."""
    card: Whole | None = None
    """The author's own score from 0 to 3, where each judges on their own device. Others see it when the third is there."""
    saw: UUID | None = None
    """As with one mark; never left out (428), but where `after` is given. Of a card: the author's own one before it, where there is one."""
    after: UUID | None = None
    """Instead of `saw`: the key of an entry before it in this batch, on the same aspect. It has seen what became of that one."""
    ask: Flag = False
    """Enters nothing: whoever leads the jury decides about it, beside what stands. Never with a card."""
    entered_at: Annotated[AwareDatetime, AfterValidator(_known_time)] | None = None
    """By the device's clock. It is kept and shown beside the time at which the entry came, and decides nothing."""

    @model_validator(mode="after")
    def _one_of_four(self) -> "SentIn":
        if [self.measurement, self.judgement, self.withdrawal, self.card].count(None) != 3:  # noqa: PLR2004
            raise ValueError("one of measurement, judgement, withdrawal and card must be given")
        if self.ask and self.card is not None:
            raise ValueError("nobody else decides about a card")
        return self

    @property
    def entry(self) -> Entry | None:
        if self.judgement is not None:
            return Judged(tuple(self.judgement), self.justification, self.judges)
        return None if self.measurement is None else Measured(self.measurement)

    def sent(self, by: Principal) -> Sent:
        """Raises SeenNeeded."""
        if self.model_fields_set.isdisjoint({"saw", "after"}):
            raise SeenNeeded
        is_card = self.card is not None
        method, end = ("POST", "/withdrawal") if self.withdrawal is not None else ("PUT", "")
        path = f"/api/competitions/v1/sheets/{self.sheet}/{'cards' if is_card else 'marks'}/{self.code}{end}"
        return Sent(
            key=self.key,
            # Whichever way it was sent before, it is the same entry.
            id=id_of(by.account, method, path, str(self.key)),
            sheet_id=self.sheet,
            code=self.code,
            entry=self.entry,
            reason=self.justification if is_card else self.withdrawal,
            author=self.author,
            saw=self.saw,
            after=self.after,
            entered_at=self.entered_at,
            ask=self.ask,
            card=self.card,
        )


class Unreadable:
    """An entry that cannot be read: the others are entered nevertheless."""

    def __init__(self, raw: Any, error: ValidationError) -> None:
        key = raw.get("key") if isinstance(raw, dict) else None
        self.key = key[:LONGEST_KEY] if isinstance(key, str) else ""
        self.error = error


def _read_apart(raw: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(raw)
    except ValidationError as error:
        return Unreadable(raw, error)


class BatchIn(In):
    entries: Annotated[list[Annotated[SentIn, WrapValidator(_read_apart)]], Field(min_length=1, max_length=MOST)]
    """Entered in this order on each sheet, each by itself."""


class ResultOut(Out):
    """What became of one entry: a record of its sheet, something that is kept for whoever leads the jury, or neither."""

    key: str
    """As it was sent; empty where that cannot be read."""
    status: int
    """As the answer's would be where it was sent alone."""
    record: RecordOut | None = None
    """What stands: made of it, or what it confirms."""
    late: LateEntryOut | None = None
    """Kept beside the sheet, which did not take it any more; `problem` says why. It need not be sent again."""
    problem: Problem | None = None


class BatchAnswerOut(Out):
    results: list[ResultOut]
    """In the order of the entries."""


async def _bounded(request: Request) -> None:
    if len(await request.body()) > LARGEST:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@router.post("/sheets/entries", dependencies=[Depends(_bounded)])
async def enter_marks(body: BatchIn, request: Request, by: SignedIn, app: TheApp) -> BatchAnswerOut:
    """Enters and takes back marks of up to 100 entries or 64 KB, each as if it was sent alone.

    Always 200 where the batch can be read: `results` says what became of each. To be sent again: 408, 425, 429, 5xx, and the
    problems `stale`, `in-progress`, `predecessor` and `somebody-else`; `overtaken` is a question to the expert; what came too late
    is kept, and whoever leads the jury enters it or sets it aside.
    """
    read: list[Sent | Exception] = [_read(one, by) for one in body.entries]
    outcomes = iter(await enter_batch(app, [one for one in read if isinstance(one, Sent)], by))
    results = [
        _result(request, str(given.key), next(outcomes) if isinstance(one, Sent) else one)
        for given, one in zip(body.entries, read, strict=True)
    ]
    return BatchAnswerOut(results=results)


def _read(given: SentIn | Unreadable, by: Principal) -> Sent | Exception:
    if isinstance(given, Unreadable):
        return given.error
    try:
        return given.sent(by)
    except SeenNeeded as refusal:
        return refusal


def _result(request: Request, key: str, outcome: Outcome) -> ResultOut:
    if isinstance(outcome, Exception):
        problem = request.app.state.translator.told(request, outcome)
        return ResultOut(key=key, status=problem.status, problem=problem)
    if isinstance(outcome, LateEntry):
        problem = request.app.state.translator.told(request, TooLate(outcome.why))
        return ResultOut(key=key, status=problem.status, late=LateEntryOut.of(outcome), problem=problem)
    return ResultOut(key=key, status=HTTPStatus.OK, record=record_out(outcome))
