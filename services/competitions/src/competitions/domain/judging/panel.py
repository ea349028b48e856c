"""The panel of a judgement: three experts of the marking team, none of whom has a conflict of interest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from competitions.domain.aspect import Entry, Judged
from competitions.domain.expert import Expert
from competitions.domain.judgement import JUDGES
from competitions.domain.mark import Dispute, Mark, Record
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class JudgesUnfit(Refusal):
    """Each score is some expert's: three different ones, named in the order of the scores."""

    judges: tuple[UUID, ...]


@dataclass(eq=False)
class NotOnPanel(Refusal):
    """A judge is not on the jury, or not on the team of the sub-criterion."""

    place: int
    """In the order of the scores, from 0."""
    sub_criterion: str


@dataclass(eq=False)
class JudgeConflicted(Refusal):
    """A judge comes from the competitor's member, or declared ties: the rule holds for who judges, whoever types [P]."""

    place: int
    member: str


class Form(Protocol):
    """What a panel needs to know of a sheet."""

    @property
    def sub_criterion(self) -> str: ...

    @property
    def team(self) -> tuple[UUID, ...]: ...

    def may_be_signed_by(self, expert: Expert) -> bool: ...

    def may_be_marked_by(self, expert: Expert) -> bool: ...


def panel(sheet: Form, jury: Sequence[Expert]) -> tuple[Expert, ...]:
    """Who may judge a competitor, in the order in which the team was named; who leads the jury comes last unless they are on it.

    The first three judge unless others are named: whoever comes after them stands in [P].
    """
    order = {subject_id: place for place, subject_id in enumerate(sheet.team)}

    def place(one: Expert) -> tuple[int, bool]:
        return order.get(one.subject_id, len(order)), one.leads

    return tuple(sorted((one for one in jury if sheet.may_be_marked_by(one)), key=place))


def three_of(able: Sequence[Expert], wanted: Sequence[UUID] = ()) -> tuple[UUID, ...]:
    """Those who are wanted, in that order, and then the first of the others; fewer where there are no more."""
    known = {one.subject_id for one in able}
    ids = dict.fromkeys([*(one for one in wanted if one in known), *(one.subject_id for one in able)])
    return tuple(ids)[:JUDGES]


Last = Mapping[frozenset[UUID], tuple[UUID, ...]]
"""Who judged last, by those who might have."""


def last_judges(judged: Iterable[tuple[Sequence[Expert], Sequence[Record]]]) -> Last:
    """`judged`: of each sheet of a sub-criterion who may judge there, and its history."""
    newest: dict[frozenset[UUID], Record] = {}
    for able, history in judged:
        those = ids_of(able)
        for record in history:
            if judges_of(record) and (those not in newest or newest[those].at < record.at):
                newest[those] = record
    return {those: judges_of(record) for those, record in newest.items()}


def usual(able: Sequence[Expert], last: Last) -> tuple[UUID, ...]:
    """Who judges unless others are named: as with the newest judgement of a competitor whom the same experts may judge, and
    where there is none the first three."""
    return three_of(able, last.get(ids_of(able), ()))


def ids_of(experts: Iterable[Expert]) -> frozenset[UUID]:
    return frozenset(one.subject_id for one in experts)


def judges_of(record: Record) -> tuple[UUID, ...]:
    """Who showed the scores of a record; none, where it has no scores."""
    if isinstance(record, Dispute):
        return record.judges
    return record.entry.judges if isinstance(record, Mark) and isinstance(record.entry, Judged) else ()


def must_be_judged(sheet: Form, entry: Entry, jury: Sequence[Expert], standing: Mark | None = None) -> None:
    """Three experts who may judge, where it is a judgement. Whose scores are `standing` may be named though they left since.

    Raises JudgesUnfit, NotOnPanel, JudgeConflicted.
    """
    if not isinstance(entry, Judged):
        return
    if len(entry.judges) != JUDGES or len(set(entry.judges)) != JUDGES:
        raise JudgesUnfit(entry.judges)
    judged = standing.entry.judges if standing and isinstance(standing.entry, Judged) else ()
    known = {one.subject_id: one for one in jury}
    for place, judge in enumerate(entry.judges):
        expert = known.get(judge)
        if judge in judged:
            continue
        if expert is None or not sheet.may_be_signed_by(expert):
            raise NotOnPanel(place, sheet.sub_criterion)
        if not sheet.may_be_marked_by(expert):
            raise JudgeConflicted(place, expert.member)
