"""The marking form of one competitor for one sub-criterion, with everything that was ever entered on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Entry, Judged, Rule
from competitions.domain.decimals import ZERO
from competitions.domain.expert import Expert
from competitions.domain.judgement import SpreadTooWide
from competitions.domain.refusal import Refusal
from competitions.domain.signature import Signature


@dataclass(frozen=True, slots=True)
class Competitor:
    registration_id: UUID
    subject_id: UUID
    member: str


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


@dataclass(frozen=True, slots=True)
class Dispute:
    """Scores too far apart to be a mark: they oblige the experts to justify the next ones."""

    code: str
    scores: tuple[int, ...]
    author: UUID
    at: datetime


@dataclass(eq=False)
class UnknownAspect(Refusal):
    code: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ConflictOfInterest(Refusal):
    """No expert marks a competitor of the own member, region or organisation [P]."""

    member: str


@dataclass(eq=False)
class SomebodyElse(Refusal):
    """Who entered the mark is not who is signed in now: tablets go from hand to hand."""

    code: str


@dataclass(eq=False)
class Overtaken(Refusal):
    """Somebody else entered a mark since the form was shown on which this one was entered."""

    code: str


@dataclass(eq=False)
class NotOnTeam(Refusal):
    """One marking team marks all competitors of a sub-criterion [P]."""

    sub_criterion: str


@dataclass(eq=False)
class AlreadySigned(Refusal):
    """After sign-off only the chief expert changes a mark, with a reason [P/S]."""

    sub_criterion: str
    at: datetime


@dataclass(eq=False)
class ReasonNeeded(Refusal):
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
class KeyReused(Refusal):
    """The idempotency key stands for another entry already."""

    code: str


@dataclass(eq=False)
class MarksMissing(Refusal):
    """What is not marked cannot be signed."""

    missing: tuple[tuple[str, int], ...]
    """Sub-criterion and how many of its sheets are incomplete."""


@dataclass(eq=False)
class Sealed(Refusal):
    """The results that stand on this sheet are published, or on their way."""

    sub_criterion: str


@dataclass(frozen=True, slots=True)
class Sheet:
    id: UUID
    championship_id: UUID
    skill_id: UUID
    sub_criterion: str
    competitor: Competitor
    rules: tuple[Rule, ...]
    """The aspects to mark, in the order of the scheme."""
    team: tuple[UUID, ...] = ()
    """The marking team of the sub-criterion; empty: the whole jury of the skill."""
    compatriots_may_mark: bool = False
    history: tuple[Mark | Dispute, ...] = ()
    """In the order of entry. Only ever grows."""
    entered: int = 0
    """Aspects that have a mark. Kept, as is `total`, so that progress is a query."""
    total: Decimal = ZERO
    signature: Signature | None = None
    sealed: bool = False
    """Set by the publication before it reads the marks, so that none changes behind its back."""
    version: int = 1

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The mark that counts for each aspect that has one."""
        return {mark.code: mark for mark in self.history if isinstance(mark, Mark)}

    @property
    def is_complete(self) -> bool:
        return self.entered == len(self.rules)

    def rule(self, code: str) -> Rule:
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise UnknownAspect(code, tuple(rule.code for rule in self.rules))

    def enter(self, mark_id: UUID, code: str, entry: Entry, by: Expert, at: datetime) -> tuple["Sheet", Mark]:
        """The sheet with the mark on it. The same `mark_id` with the same entry changes nothing.

        Raises UnknownAspect, ConflictOfInterest, NotOnTeam, AlreadySigned, JustificationNeeded, KeyReused, and what
        the aspect's own rule raises. SpreadTooWide is to be followed by `dispute`.
        """
        rule = self.rule(code)
        self._admit(by)
        if known := self._known(mark_id, code, entry):
            return self, known
        if self.signature:
            raise AlreadySigned(self.sub_criterion, self.signature.at)
        value = rule.mark(entry)
        if self.is_disputed(code) and isinstance(entry, Judged) and not (entry.justification or "").strip():
            raise JustificationNeeded(code)
        return self._with(Mark(mark_id, code, value, entry, by.subject_id, at))

    def correct(
        self, mark_id: UUID, code: str, entry: Entry, by: Expert, at: datetime, reason: str
    ) -> tuple["Sheet", Mark]:
        """A change after sign-off: by the chief expert, with a reason, in sight for ever [P/S].

        Raises as `enter`, and NothingToCorrect, ReasonNeeded, Sealed.
        """
        rule = self.rule(code)
        self._admit(by)
        if known := self._known(mark_id, code, entry):
            return self, known
        if not self.signature:
            raise NothingToCorrect(self.sub_criterion)
        if self.sealed:
            raise Sealed(self.sub_criterion)
        if not by.is_chief:
            raise AlreadySigned(self.sub_criterion, self.signature.at)
        if not reason.strip():
            raise ReasonNeeded(code)
        return self._with(Mark(mark_id, code, rule.mark(entry), entry, by.subject_id, at, reason))

    def dispute(self, code: str, spread: SpreadTooWide, by: Expert, at: datetime) -> "Sheet":
        """Remembers scores that were too far apart, so that the next ones are justified. Sent again: remembered once."""
        newest = self._newest(code)
        if isinstance(newest, Dispute) and (newest.scores, newest.author) == (spread.scores, by.subject_id):
            return self
        return replace(self, history=(*self.history, Dispute(code, spread.scores, by.subject_id, at)))

    def is_disputed(self, code: str) -> bool:
        """Whether the newest entry of the aspect is a dispute."""
        return isinstance(self._newest(code), Dispute)

    def sign(self, by: Expert, at: datetime) -> "Sheet":
        """Signed once: a repeat keeps the first signature. Raises NotOnTeam, MarksMissing."""
        if self.signature:
            return self
        if not (self.is_on_team(by) or by.is_chief):
            raise NotOnTeam(self.sub_criterion)
        if not self.is_complete:
            raise MarksMissing(((self.sub_criterion, 1),))
        return replace(self, signature=Signature(by.subject_id, at))

    def is_on_team(self, expert: Expert) -> bool:
        return not self.team or expert.subject_id in self.team

    def _newest(self, code: str) -> Mark | Dispute | None:
        return next((entry for entry in reversed(self.history) if entry.code == code), None)

    def _admit(self, by: Expert) -> None:
        if by.member == self.competitor.member and not self.compatriots_may_mark:
            raise ConflictOfInterest(by.member)
        if not (self.is_on_team(by) or by.is_chief):
            raise NotOnTeam(self.sub_criterion)

    def _known(self, mark_id: UUID, code: str, entry: Entry) -> Mark | None:
        for mark in self.history:
            if isinstance(mark, Mark) and mark.id == mark_id:
                if (mark.code, mark.entry) != (code, entry):
                    raise KeyReused(code)
                return mark
        return None

    def _with(self, mark: Mark) -> tuple["Sheet", Mark]:
        changed = replace(self, history=(*self.history, mark))
        marks = changed.marks
        total = sum((each.mark for each in marks.values()), ZERO)
        return replace(changed, entered=len(marks), total=total), mark
