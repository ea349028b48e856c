"""The sheet of one competitor for one sub-criterion, with everything that was ever entered on it.

People call it a marking form; in code and addresses a sheet is a sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Entry, Judged, Rule
from competitions.domain.decimals import ZERO
from competitions.domain.expert import Expert
from competitions.domain.mark import Dispute, Mark, Repeated
from competitions.domain.member import is_same_member
from competitions.domain.refusal import Refusal
from competitions.domain.registration import CompetitorAbsent
from competitions.domain.signature import Signature


@dataclass(frozen=True, slots=True)
class Competitor:
    registration_id: UUID
    subject_id: UUID
    member: str


@dataclass(eq=False)
class UnknownAspect(Refusal):
    code: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ConflictOfInterest(Refusal):
    """No expert marks a competitor of the own member, region or organisation [P]."""

    member: str


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
class MarkIdTaken(Refusal):
    """The id belongs to another entry already."""

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
    absent: bool = False
    """Set while the competitor does not start, so that no mark is entered for nothing."""
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

    def enter(
        self, mark_id: UUID, code: str, entry: Entry, by: Expert, at: datetime
    ) -> tuple["Sheet", Mark | Dispute | Repeated]:
        """The sheet with what was entered on it: a mark, or a dispute where the experts' scores are too far apart.

        The same `mark_id` with the same entry is a repetition, and so is the newest dispute of this expert.
        Raises UnknownAspect, ConflictOfInterest, NotOnTeam, CompetitorAbsent, AlreadySigned, JustificationNeeded, MarkIdTaken, and what
        the aspect's own rule raises.
        """
        rule = self.rule(code)
        self._admit(by)
        if known := self._known(mark_id, code, entry):
            return self, Repeated(known)
        if self.signature:
            raise AlreadySigned(self.sub_criterion, self.signature.at)
        if rule.is_disputed_by(entry):
            return self._disputed(code, entry.scores, by, at)
        value = rule.mark(entry)
        if self.is_disputed(code) and isinstance(entry, Judged) and not (entry.justification or "").strip():
            raise JustificationNeeded(code)
        return self._marked(Mark(mark_id, code, value, entry, by.subject_id, at))

    def correct(
        self, mark_id: UUID, code: str, entry: Entry, by: Expert, at: datetime, reason: str
    ) -> tuple["Sheet", Mark | Repeated]:
        """A change after sign-off: by the chief expert, with a reason, in sight for ever [P/S].

        Raises as `enter`, and NothingToCorrect, ReasonNeeded, Sealed, SpreadTooWide.
        """
        rule = self.rule(code)
        self._admit(by)
        if known := self._known(mark_id, code, entry):
            return self, Repeated(known)
        if not self.signature:
            raise NothingToCorrect(self.sub_criterion)
        if self.sealed:
            raise Sealed(self.sub_criterion)
        if not by.is_chief:
            raise AlreadySigned(self.sub_criterion, self.signature.at)
        if not reason.strip():
            raise ReasonNeeded(code)
        return self._marked(Mark(mark_id, code, rule.mark(entry), entry, by.subject_id, at, reason))

    def is_disputed(self, code: str) -> bool:
        """Whether the newest entry of the aspect is a dispute."""
        return isinstance(self._newest(code), Dispute)

    def sign(self, by: Expert, at: datetime) -> tuple["Sheet", Signature | None]:
        """Signed once: the signature is None for a repeat, which leaves the first one. Raises NotOnTeam, MarksMissing."""
        if self.signature:
            return self, None
        if not self.may_be_signed_by(by):
            raise NotOnTeam(self.sub_criterion)
        if not self.is_complete:
            raise MarksMissing(((self.sub_criterion, 1),))
        signature = Signature(by.subject_id, at)
        return replace(self, signature=signature), signature

    def must_stand(self, code: str, mark_id: UUID | None) -> None:
        """Raises Overtaken where the aspect has another mark than this one, or has one where this is None."""
        mark = self.marks.get(code)
        if (mark.id if mark else None) != mark_id:
            raise Overtaken(code)

    def has_conflict_of_interest(self, expert: Expert) -> bool:
        return not self.compatriots_may_mark and is_same_member(expert.member, self.competitor.member)

    def may_be_signed_by(self, expert: Expert) -> bool:
        """By its marking team, and by the chief expert."""
        return expert.is_chief or not self.team or expert.subject_id in self.team

    def may_be_marked_by(self, expert: Expert) -> bool:
        """By the same, but for those who come from where the competitor does."""
        return self.may_be_signed_by(expert) and not self.has_conflict_of_interest(expert)

    def is_open_to(self, expert: Expert) -> bool:
        """Whether this expert may enter marks as the sheet stands, or correct them after sign-off."""
        is_closed = self.sealed or self.absent
        return self.may_be_marked_by(expert) and not is_closed and (expert.is_chief or not self.signature)

    def _newest(self, code: str) -> Mark | Dispute | None:
        return next((entry for entry in reversed(self.history) if entry.code == code), None)

    def _admit(self, by: Expert) -> None:
        if self.has_conflict_of_interest(by):
            raise ConflictOfInterest(by.member)
        if not self.may_be_marked_by(by):
            raise NotOnTeam(self.sub_criterion)
        if self.absent:
            raise CompetitorAbsent(self.competitor.registration_id)

    def _disputed(
        self, code: str, scores: tuple[int, ...], by: Expert, at: datetime
    ) -> tuple["Sheet", Dispute | Repeated]:
        """Recorded, so that the next scores are justified."""
        newest = self._newest(code)
        if isinstance(newest, Dispute) and (newest.scores, newest.author) == (scores, by.subject_id):
            return self, Repeated(newest)
        dispute = Dispute(code, scores, by.subject_id, at)
        return replace(self, history=(*self.history, dispute)), dispute

    def _known(self, mark_id: UUID, code: str, entry: Entry) -> Mark | None:
        for mark in self.history:
            if isinstance(mark, Mark) and mark.id == mark_id:
                if (mark.code, mark.entry) != (code, entry):
                    raise MarkIdTaken(code)
                return mark
        return None

    def _marked(self, mark: Mark) -> tuple["Sheet", Mark]:
        changed = replace(self, history=(*self.history, mark))
        marks = changed.marks
        total = sum((each.mark for each in marks.values()), ZERO)
        return replace(changed, entered=len(marks), total=total), mark
