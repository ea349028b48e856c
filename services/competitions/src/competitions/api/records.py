"""The lines of a sheet's history, as programs read them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, Self
from uuid import UUID

from pydantic import Field, TypeAdapter

from competitions.domain.aspect import Judged
from competitions.domain.mark import Card, Dispute, Disputed, Entered, Mark, Overtaken, Withdrawal
from shared.web.schemas import Out


class MeasuredOut(Out):
    value: bool | str


class JudgedOut(Out):
    scores: list[int]
    judges: list[UUID]
    """Who showed which, in the order of the scores: subject ids."""
    justification: str | None


class MarkOut(Out):
    id: UUID
    code: str
    mark: Decimal
    entry: MeasuredOut | JudgedOut
    author: UUID
    at: datetime
    reason: str | None
    entered_at: datetime | None
    """By the clock of the device that sent it later."""
    confirms: UUID | None
    """The id of another expert's mark that it confirms by saying the same, where the ruleset asks for a second."""


class DisputeOut(Out):
    """Scores that were too far apart to be a mark."""

    id: UUID
    code: str
    scores: list[int]
    judges: list[UUID]
    """As with a mark."""
    author: UUID
    at: datetime
    entered_at: datetime | None


class WithdrawalOut(Out):
    """A mark that was taken back before the signature."""

    id: UUID
    code: str
    withdrawn: UUID
    """The id of the mark."""
    author: UUID
    at: datetime
    reason: str
    entered_at: datetime | None


class CardOut(Out):
    """A score that is not shown yet: its author alone reads it."""

    id: UUID
    code: str
    score: int
    justification: str | None
    author: UUID
    at: datetime
    entered_at: datetime | None


class LaidOut(Out):
    """Cards of one aspect that are not shown yet."""

    chosen: int
    """How many of the three have chosen."""
    own: CardOut | None
    """The reader's: what to send as `saw` is its id."""
    is_explained: bool


RecordOut = MarkOut | DisputeOut | WithdrawalOut | CardOut
RECORDS: Final[TypeAdapter[RecordOut]] = TypeAdapter(RecordOut)


def record_out(record: Entered) -> RecordOut:
    return RECORDS.validate_python(record, from_attributes=True)


Kind = Literal["mark", "dispute", "withdrawal", "card"]
KINDS: Final[Mapping[type[Entered], Kind]] = {Mark: "mark", Dispute: "dispute", Withdrawal: "withdrawal", Card: "card"}


class EarlierOut(Out):
    """What was entered on an aspect."""

    id: UUID
    kind: Kind
    entry: MeasuredOut | JudgedOut | None
    """What was entered; null where a mark was taken back."""
    mark: Decimal | None
    author: UUID
    name: str
    """The author's, where it was looked up."""
    at: datetime
    entered_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, record: Entered, name: str) -> Self:
        known = {
            "id": record.id,
            "kind": KINDS[type(record)],
            "entry": _entry_out(record),
            "mark": record.mark if isinstance(record, Mark) else None,
            "author": record.author,
            "name": name,
            "at": record.at,
            "entered_at": record.entered_at,
            "reason": None if isinstance(record, Dispute | Card) else record.reason,
            "score": record.score if isinstance(record, Card) else None,
            "confirms": record.confirms if isinstance(record, Mark) else None,
        }
        return cls.model_validate({field: known[field] for field in cls.model_fields if field in known})


class NewestOut(EarlierOut):
    """The newest record of an aspect, in the problem that asks whether it is to stand: `id` is what to send as `saw`."""

    score: int | None
    """Of the reader's own card."""
    confirms: UUID | None
    earlier: list[EarlierOut] = Field(default_factory=list)
    """All that was entered before it, the oldest first."""


def _entry_out(record: Entered) -> MeasuredOut | JudgedOut | None:
    if isinstance(record, Withdrawal | Card):
        return None
    if isinstance(record, Dispute):
        return JudgedOut(scores=list(record.scores), judges=list(record.judges), justification=None)
    shape = JudgedOut if isinstance(record.entry, Judged) else MeasuredOut
    return shape.model_validate(record.entry)


def newest_fact(error: Overtaken | Disputed) -> dict[str, Any]:
    """The extension of the problem: `newest`, or null where there is none."""
    record = error.dispute if isinstance(error, Disputed) else error.newest
    name = error.author if isinstance(error, Overtaken) else ""
    if record is None:
        return {"newest": None}
    earlier = error.earlier if isinstance(error, Overtaken) else ()
    told = NewestOut.of(record, name).model_copy(update={"earlier": [EarlierOut.of(*one) for one in earlier]})
    return {"newest": told.model_dump(mode="json")}
