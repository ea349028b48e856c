"""What a person, or their guardian, lets an organisation do: one answer a purpose, each given and taken back for itself.

Source: 152-FZ, articles 9 and 10.1: a consent is a document of its own since 2025-09-01, and the operator has to prove it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.domain.consents.deadlines import Terms
from competitions.domain.records.publicity import PublicItem
from competitions.domain.refusal import Refusal

BETWEEN_REMINDERS = timedelta(days=1)


class Purpose(StrEnum):
    PARTICIPATION = "participation"
    PERMISSION = "permission"
    """A guardian's leave to take part: no consent about data, and asked of minors alone."""
    NEEDS = "needs"
    PUBLICATION = "publication"
    IMAGE = "image"
    NEXT_STAGE = "next_stage"
    EMPLOYERS = "employers"


class Decision(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    LINK = "link"
    """By the link that the giver was sent."""
    PAGE = "page"
    """On the page, signed in."""
    PAPER = "paper"
    """Signed on paper, and entered by the organiser who keeps it."""


class ConsentState(StrEnum):
    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WAITS_FOR_PAPER = "waits_for_paper"
    """Everybody says yes, but the law wants it in writing, and the paper is not there yet (152-FZ, articles 9(4) and 10)."""
    AT_ODDS = "at_odds"
    """One of those who are asked says yes and another no: that counts as no."""


@dataclass(eq=False)
class NotAsked(Refusal):
    """This giver has no say about this purpose for this person."""

    purpose: Purpose


@dataclass(eq=False)
class NothingToWithdraw(Refusal):
    purpose: Purpose


@dataclass(eq=False)
class NothingChosen(Refusal):
    """A consent to be shown in public says what may be shown."""

    purpose: Purpose


@dataclass(eq=False)
class TextChanged(Refusal):
    """What was answered is not the text that stands now: nobody agrees to what they have not read."""

    purpose: Purpose


@dataclass(eq=False)
class TextNotNamed(Refusal):
    """A program says which text somebody read or signed: the one that is shown now may be another."""

    purpose: Purpose


@dataclass(eq=False)
class SignedLater(Refusal):
    """Nobody has signed yet what is dated after today."""

    today: date


@dataclass(eq=False)
class ConsentMissing(Refusal):
    """Whoever is entered is confirmed when what the ruleset asks for is there."""

    missing: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class TextShown:
    """The text that was answered, for the proof."""

    version: str
    language: str
    sha256: str
    """Of what was shown, with all names in it, as hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Answer:
    purpose: Purpose
    decision: Decision
    at: datetime
    way: Way
    text: TextShown
    items: tuple[PublicItem, ...] = ()
    """What may be shown, for the purpose of publication; to every other item the answer is no."""
    until: date | None = None
    """The last day on which it may be shown, as the text named it."""
    entered_by: str | None = None
    """The account of the organiser who entered what stands on paper; None: the giver answered."""
    signed_on: date | None = None
    """The day that stands on the paper."""

    @property
    def is_yes_without_paper(self) -> bool:
        return self.decision is Decision.GIVEN and self.way is not Way.PAPER

    def __post_init__(self) -> None:
        if self.purpose is Purpose.PUBLICATION and self.decision is Decision.GIVEN and not self.items:
            raise NothingChosen(self.purpose)


@dataclass(frozen=True, slots=True)
class Asked:
    """The giver is to hear that an answer is wanted: the n-th time."""

    at: datetime
    time: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a letter before the deadline was for: each goes once, and anew where the deadline is another."""

    due_at: datetime
    days_before: int


@dataclass(frozen=True, slots=True)
class Reminded:
    reminder: Reminder
    at: datetime


@dataclass(frozen=True, slots=True)
class Consents:
    """What one giver said about one person in one championship."""

    id: UUID
    """Derived of the three: nobody is asked in two records."""
    championship_id: UUID
    subject_id: UUID
    giver_id: UUID
    """The person, or a guardian."""
    asked: tuple[datetime, ...] = ()
    """All letters, those that remind too."""
    asked_by: UUID | None = None
    """The request that the last of them came of, where it has an id: sent again it finds its effect."""
    reminders: tuple[Reminder, ...] = ()
    answers: tuple[Answer, ...] = ()
    """In their order. Only ever grows: what was said is the proof."""
    version: int = 1

    def of(self, purpose: Purpose) -> Answer | None:
        """As it stands now."""
        return next((answer for answer in reversed(self.answers) if answer.purpose is purpose), None)

    def ask(self, at: datetime, request: UUID | None = None) -> tuple["Consents", Asked | None]:
        """Asked, or reminded. None where that was less than a day ago: nobody is pestered."""
        if self.asked and at - self.asked[-1] < BETWEEN_REMINDERS:
            return self, None
        return replace(self, asked=(*self.asked, at), asked_by=request), Asked(at, len(self.asked) + 1)

    def was_asked_by(self, request: UUID | None) -> bool:
        """Whether that request has written to the giver, and nothing after it."""
        return request is not None and self.asked_by == request

    def remind(self, reminder: Reminder, at: datetime) -> tuple["Consents", Reminded | None]:
        """None where this one or a later one of the same deadline has gone, or any letter within the last day."""
        has_gone = any(
            one.due_at == reminder.due_at and one.days_before <= reminder.days_before for one in self.reminders
        )
        asked, happened = self.ask(at)
        if has_gone or happened is None:
            return self, None
        return replace(asked, reminders=(*self.reminders, reminder)), Reminded(reminder, at)

    def answer(self, answers: Sequence[Answer]) -> "Consents":
        """What says the same as what stands changes nothing."""
        new = tuple(answer for answer in answers if not _says_the_same(self.of(answer.purpose), answer))
        return replace(self, answers=(*self.answers, *new)) if new else self

    def withdraw(
        self, purpose: Purpose, at: datetime, way: Way, entered_by: str | None = None, signed_on: date | None = None
    ) -> "Consents":
        """Raises NothingToWithdraw. Withdrawing again changes nothing."""
        standing = self.of(purpose)
        if standing is None or standing.decision is Decision.REFUSED:
            raise NothingToWithdraw(purpose)
        if standing.decision is Decision.WITHDRAWN:
            return self
        end = replace(standing, decision=Decision.WITHDRAWN, at=at, way=way, entered_by=entered_by, signed_on=signed_on)
        return replace(self, answers=(*self.answers, end))


@dataclass(frozen=True, slots=True)
class ConsentRules:
    """Which purposes a programme asks for. A required one is there before an entry is confirmed; the others never block."""

    required: tuple[Purpose, ...] = ()
    optional: tuple[Purpose, ...] = ()
    publication_years: int = 5
    """How long, after the last day of the championship, what was allowed is shown [U]."""
    public_unasked: tuple[PublicItem, ...] = (PublicItem.ORGANISATION, PublicItem.PLACE)
    """What stands beside the initials of who gave no answer [U]. Never the name, the score or the photograph."""
    written: tuple[Purpose, ...] = (Purpose.NEEDS,)
    """Where a link, or a page, alone does not confirm: the signed paper is entered."""
    deadlines: Terms = field(default_factory=Terms)

    def last_public_day(self, ends_on: date) -> date:
        """Of a championship that ends on that day."""
        try:
            return ends_on.replace(year=ends_on.year + self.publication_years)
        except ValueError:  # 29 February, and a year without it
            return date(ends_on.year + self.publication_years, 3, 1)

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        return (*self.required, *self.optional)

    def without(self, purpose: Purpose) -> "ConsentRules":
        required, optional = (
            tuple(one for one in kept if one is not purpose) for kept in (self.required, self.optional)
        )
        return replace(self, required=required, optional=optional)

    def lacking(self, states: Mapping[Purpose, ConsentState]) -> tuple[Purpose, ...]:
        enough = {ConsentState.GIVEN, ConsentState.NOT_NEEDED}
        return tuple(purpose for purpose in self.required if states[purpose] not in enough)


NO_CONSENTS = ConsentRules()


def _says_the_same(standing: Answer | None, new: Answer) -> bool:
    if standing is None:
        return False
    if new.way is Way.PAPER and standing.way is not Way.PAPER:
        return False  # it is in writing now
    said = (standing.decision, standing.items, standing.until, standing.text, standing.signed_on)
    return said == (new.decision, new.items, new.until, new.text, new.signed_on)
