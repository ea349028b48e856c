"""What can stand in the history of a sheet, and what the history says: which marks count, and what is disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Entry, Judged, Rule, shown
from competitions.domain.judgement import SpreadTooWide
from competitions.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Link:
    """How a record hangs on those before it (`domain.history.chain`). Hexadecimal digits."""

    before: str
    """The hash of the record before."""
    salt: str | None = None
    """Opens the promise."""
    promise: str | None = None
    """Of what somebody typed; None: nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, as it was entered. A later one for the same aspect supersedes it and leaves it in sight."""

    id: UUID
    code: str
    mark: Decimal
    entry: Entry
    author: UUID
    at: datetime
    reason: str | None = None
    """Why it was changed after sign-off."""
    entered_at: datetime | None = None
    """By the clock of the device that sent it later, which decides nothing."""
    confirms: UUID | None = None
    """The mark of another expert that this one confirms by saying the same."""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Scores too far apart to be a mark: they oblige the experts to justify the next ones."""

    id: UUID
    code: str
    scores: tuple[int, ...]
    author: UUID
    at: datetime
    entered_at: datetime | None = None
    judges: tuple[UUID, ...] = ()
    """Who showed which, in the order of the scores."""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A mark that was taken back before the signature: the aspect has none until the next one is entered."""

    id: UUID
    code: str
    withdrawn: UUID
    """The id of the mark that counted until then."""
    author: UUID
    at: datetime
    reason: str
    entered_at: datetime | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One expert's score of one aspect. It lies face down beside the history, and leaves with the record that shows it."""

    id: UUID
    code: str
    score: int
    """0 to 3."""
    author: UUID
    """Who judges, on their own device."""
    at: datetime
    justification: str | None = None
    """Why the experts agreed, after scores that were too far apart."""
    entered_at: datetime | None = None
    """As of a mark."""

    @property
    def why(self) -> str:
        return (self.justification or "").strip()

    def says(self, other: "Card") -> bool:
        return (self.code, self.author, self.score, self.why) == (other.code, other.author, other.score, other.why)


Record = Mark | Dispute | Withdrawal
"""One line of a sheet's history."""
Entered = Record | Card
"""What an entry becomes: a line of the history, or a card beside it."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is entered stands in the history already: nothing changes."""

    entry: Entered


@dataclass(eq=False)
class Disputed(SpreadTooWide):
    """The scores are too far apart, and are recorded as such."""

    dispute: Dispute


@dataclass(eq=False)
class Overtaken(Refusal):
    """The newest record of the aspect is not the one that was seen when this was entered: a question to the expert, who
    keeps theirs or enters this one having seen it."""

    code: str
    newest: Entered | None
    """None where nothing was entered yet, though something is said to have been seen. A card is the expert's own."""
    author: str = ""
    """The name of who made it, where it was looked up."""
    earlier: tuple[tuple[Record, str], ...] = ()
    """What was entered on the aspect before it, the oldest first, each with the name of who made it, where they were looked up."""
    is_seen: bool = False
    """It was seen, and waits to be confirmed: whoever found something else says so knowingly."""


@dataclass(eq=False)
class SeenNeeded(Refusal):
    """Whoever enters or takes back a mark says which record of the aspect was the newest that they saw, or that there was none."""


@dataclass(eq=False)
class NothingToWithdraw(Refusal):
    """The aspect has no mark that could be taken back."""

    code: str


@dataclass(eq=False)
class ReasonNeeded(Refusal):
    """A change after sign-off, and a mark that is taken back, stay in sight with why."""

    code: str


@dataclass(eq=False)
class NothingToCorrect(Refusal):
    """A reason belongs to a change after sign-off; this sheet is not signed."""

    sub_criterion: str


@dataclass(eq=False)
class JustificationNeeded(Refusal):
    """The experts' scores were too far apart; the next ones need a written justification [P]."""

    code: str


@dataclass(eq=False)
class MarkIdTaken(Refusal):
    """The id belongs to another entry already."""

    code: str


def entry_of(record: "Record | None") -> Judged | None:
    """The scores of a record, with who showed which; None where it has none."""
    if isinstance(record, Dispute):
        return Judged(record.scores, judges=record.judges)
    return record.entry if isinstance(record, Mark) and isinstance(record.entry, Judged) else None


def standing(history: Sequence[Record]) -> Mapping[str, Mark]:
    """The mark that counts for each aspect that has one."""
    marks: dict[str, Mark] = {}
    for record in history:
        if isinstance(record, Mark):
            marks[record.code] = record
        elif isinstance(record, Withdrawal):
            marks.pop(record.code, None)
    return marks


def disputed(history: Sequence[Record]) -> frozenset[str]:
    """The aspects whose scores were too far apart since the mark that counts. Taking a mark back takes no dispute with it."""
    marks = standing(history)
    found: dict[str, bool] = {}
    for record in history:
        before = found.get(record.code, False)
        found[record.code] = record != marks.get(record.code) and (before or isinstance(record, Dispute))
    return frozenset(code for code, is_apart in found.items() if is_apart)


def says(record: Mark | Dispute, rule: Rule, entry: Entry) -> bool:
    """Whether a record was made of such an entry."""
    if isinstance(record, Dispute):
        return isinstance(entry, Judged) and entry.shown == shown(record.scores, record.judges)
    return rule.is_same(record.entry, entry)


def is_made_of(record: Record, rule: Rule, entry: Entry | None) -> bool:
    """The same of any record; None: a mark was taken back."""
    if record.code != rule.code or entry is None or isinstance(record, Withdrawal):
        return record.code == rule.code and entry is None and isinstance(record, Withdrawal)
    return says(record, rule, entry)
