"""The sheet of one competitor for one sub-criterion, with everything that was ever entered on it.

People call it a marking form; in code and addresses a sheet is a sheet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Entry, Judged, Rule
from competitions.domain.decimals import ZERO
from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import (
    AlreadySigned,
    ConflictOfInterest,
    NotOnTeam,
    Sealed,
    UnknownAspect,
)
from competitions.domain.judging.panel import must_be_judged
from competitions.domain.mark import (
    Card,
    Dispute,
    JustificationNeeded,
    Mark,
    MarkIdTaken,
    NothingToCorrect,
    NothingToWithdraw,
    Overtaken,
    ReasonNeeded,
    Record,
    Repeated,
    Withdrawal,
    disputed,
    says,
    standing,
)
from competitions.domain.member import is_same_member
from competitions.domain.signing.form import UNSIGNED, Signing


@dataclass(frozen=True, slots=True)
class Competitor:
    registration_id: UUID
    subject_id: UUID
    member: str


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
    own_devices: bool = False
    """Whether each of the three experts judges on their own device."""
    history: tuple[Record, ...] = ()
    """In the order of entry. Only ever grows."""
    cards: tuple[Card, ...] = ()
    """Scores that are not shown yet. Each is known to its author alone."""
    entered: int = 0
    """Aspects that have a mark. Kept, as is `total`, so that progress is a query."""
    total: Decimal = ZERO
    signing: Signing = UNSIGNED
    sealed: bool = False
    """Set by the publication before it reads the marks, so that none changes behind its back."""
    absent: bool = False
    """Set while the competitor does not start, so that no mark is entered for nothing."""
    version: int = 1

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The mark that counts for each aspect that has one."""
        return standing(self.history)

    @property
    def newest(self) -> Mapping[str, Record]:
        """By aspect, the newest record: what an expert has seen who looks at the sheet now."""
        return {record.code: record for record in self.history}

    @property
    def is_complete(self) -> bool:
        return self.entered == len(self.rules)

    @property
    def is_signed(self) -> bool:
        """By everybody who has to."""
        return self.signing.is_complete(self.team)

    def rule(self, code: str) -> Rule:
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise UnknownAspect(code, tuple(rule.code for rule in self.rules))

    def enter(
        self,
        mark_id: UUID,
        code: str,
        entry: Entry,
        by: Expert,
        at: datetime,
        *,
        saw: UUID | None,
        jury: Sequence[Expert] = (),
    ) -> tuple["Sheet", Mark | Dispute | Repeated]:
        """The sheet with what was entered on it: a mark, or a dispute where the experts' scores are too far apart.

        `saw` is the newest record of the aspect that the expert saw; None: there was none. Where there is a newer one that
        says the same, this one confirms it. The same `mark_id` with the same entry is a repetition. `jury`: those among whom
        the judges of a judgement are.
        Raises UnknownAspect, ConflictOfInterest, NotOnTeam, CompetitorAbsent, AlreadySigned, Overtaken, JustificationNeeded,
        MarkIdTaken, JudgesUnfit, NotOnPanel, JudgeConflicted, and what the aspect's own rule raises.
        """
        rule = self.rule(code)
        self.admit(by, types=isinstance(entry, Judged))
        if known := self._known(mark_id, rule, entry):
            return self, Repeated(known)
        self._must_be_open(code)
        if rule.is_disputed_by(entry):
            made: Mark | Dispute = Dispute(mark_id, code, entry.scores, by.subject_id, at, judges=entry.judges)
        else:
            made = Mark(mark_id, code, rule.mark(entry), entry, by.subject_id, at)
        must_be_judged(self, entry, jury)
        if confirmed := self._confirmed(rule, entry, saw):
            return self, Repeated(confirmed)
        is_unexplained = isinstance(entry, Judged) and not (entry.justification or "").strip()
        if isinstance(made, Mark) and is_unexplained and self.is_disputed(code):
            raise JustificationNeeded(code)
        return self._with(made), made

    def withdraw(
        self, withdrawal_id: UUID, code: str, by: Expert, at: datetime, reason: str, *, saw: UUID | None
    ) -> tuple["Sheet", Withdrawal | Repeated]:
        """The sheet without the mark of an aspect, which stays in sight with the reason; until the signature.

        Raises UnknownAspect, ConflictOfInterest, NotOnTeam, AlreadySigned, ReasonNeeded, Overtaken, NothingToWithdraw,
        MarkIdTaken.
        """
        self.rule(code)
        self.admit(by)
        for record in self.history:
            if record.id == withdrawal_id:
                if not isinstance(record, Withdrawal):
                    raise MarkIdTaken(code)
                return self, Repeated(record)
        self._must_be_open(code)
        if not reason.strip():
            raise ReasonNeeded(code)
        newest = self.newest.get(code)
        if isinstance(newest, Withdrawal):
            return self, Repeated(newest)
        self._must_have_seen(code, saw)
        mark = self.marks.get(code)
        if mark is None:
            raise NothingToWithdraw(code)
        withdrawal = Withdrawal(withdrawal_id, code, mark.id, by.subject_id, at, reason)
        return self._with(withdrawal), withdrawal

    def correct(
        self,
        mark_id: UUID,
        code: str,
        entry: Entry,
        by: Expert,
        at: datetime,
        reason: str,
        *,
        saw: UUID | None,
        jury: Sequence[Expert] = (),
    ) -> tuple["Sheet", Mark | Repeated]:
        """A change after sign-off: by the chief expert, with a reason, in sight for ever [P/S]. Who judged stays a judge of it,
        though they left the jury since.

        Raises as `enter`, and NothingToCorrect, ReasonNeeded, Sealed, SpreadTooWide.
        """
        rule = self.rule(code)
        self.admit(by, types=isinstance(entry, Judged))
        if known := self._known(mark_id, rule, entry):
            return self, Repeated(known)
        closed_at = self.signing.closes(code)
        if not closed_at:
            raise NothingToCorrect(self.sub_criterion)
        if self.sealed:
            raise Sealed(self.sub_criterion)
        if not by.leads:
            raise AlreadySigned(self.sub_criterion, closed_at)
        if not reason.strip():
            raise ReasonNeeded(code)
        mark = Mark(mark_id, code, rule.mark(entry), entry, by.subject_id, at, reason)
        must_be_judged(self, entry, jury, self.marks.get(code))
        if confirmed := self._confirmed(rule, entry, saw):
            return self, Repeated(confirmed)
        return self._with(mark), mark

    def is_disputed(self, code: str) -> bool:
        """Whether scores were too far apart since the mark that counts."""
        return code in disputed(self.history)

    def has_conflict_of_interest(self, expert: Expert) -> bool:
        is_compatriot = not self.compatriots_may_mark and is_same_member(expert.member, self.competitor.member)
        return is_compatriot or expert.is_close_to(self.competitor.registration_id)

    @property
    def takes_cards(self) -> bool:
        """Whether a judgement is three cards of three devices; a correction is typed by one."""
        return self.own_devices and not self.signing.is_begun

    def may_be_signed_by(self, expert: Expert) -> bool:
        """By its marking team, and by the chief expert."""
        return expert.leads or not self.team or expert.subject_id in self.team

    def may_be_marked_by(self, expert: Expert) -> bool:
        return self.may_be_signed_by(expert) and not self.has_conflict_of_interest(expert)

    def is_open_to(self, expert: Expert) -> bool:
        """Whether this expert may enter marks as the sheet stands, or correct them after sign-off."""
        is_closed = self.sealed or self.absent or (self.signing.is_begun and not expert.leads)
        return self.may_be_marked_by(expert) and not is_closed

    def admit(self, by: Expert, *, types: bool = False) -> None:
        """`types`: they enter what others judged, so that it matters not where they come from.

        Raises ConflictOfInterest, NotOnTeam, CompetitorAbsent.
        """
        if not types and self.has_conflict_of_interest(by):
            raise ConflictOfInterest(None if by.is_close_to(self.competitor.registration_id) else by.member)
        if not self.may_be_signed_by(by):
            raise NotOnTeam(self.sub_criterion)
        if self.absent:
            raise CompetitorAbsent(self.competitor.registration_id)

    def _must_be_open(self, code: str) -> None:
        if closed_at := self.signing.closes(code):
            raise AlreadySigned(self.sub_criterion, closed_at)

    def _known(self, id: UUID, rule: Rule, entry: Entry) -> Mark | Dispute | None:
        """What was made of this entry before. Raises MarkIdTaken where the id is another's."""
        record = next((record for record in self.history if record.id == id), None)
        if record is None:
            return None
        if isinstance(record, Withdrawal) or record.code != rule.code or not says(record, rule, entry):
            raise MarkIdTaken(rule.code)
        return record

    def _confirmed(self, rule: Rule, entry: Entry, saw: UUID | None) -> Mark | Dispute | None:
        """The newest record where it says the same as this entry. Raises Overtaken where it does not and was not seen."""
        newest = self.newest.get(rule.code)
        if isinstance(newest, Mark | Dispute) and says(newest, rule, entry):
            return newest
        self._must_have_seen(rule.code, saw)
        return None

    def _must_have_seen(self, code: str, saw: UUID | None) -> None:
        newest = self.newest.get(code)
        if (newest.id if newest else None) != saw:
            raise Overtaken(code, newest)

    def _with(self, record: Record) -> "Sheet":
        # What is laid there was laid beside what stood before.
        cards = tuple(one for one in self.cards if one.code != record.code)
        changed = replace(self, history=(*self.history, record), cards=cards)
        marks = changed.marks
        total = sum((each.mark for each in marks.values()), ZERO)
        return replace(changed, entered=len(marks), total=total)
