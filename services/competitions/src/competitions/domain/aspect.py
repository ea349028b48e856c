from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeGuard
from uuid import UUID

from competitions.domain.judgement import is_too_wide, judged_mark
from competitions.domain.measurement import (
    Calculator,
    Choice,
    PassFail,
    Range,
    RangedScore,
    RegularDifference,
    Value,
    mark_of,
    measured_mark,
    number,
)
from competitions.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measurement found."""

    value: Value


Shown = tuple[tuple[str, int], ...]
"""Scores with the judge of each, in an order that says nothing."""


def shown(scores: tuple[int, ...], judges: tuple[UUID, ...]) -> Shown:
    """However it is written down, it is the same when each judge showed the same."""
    if len(scores) != len(judges):
        return tuple(("", score) for score in scores)
    return tuple(sorted((str(judge), score) for judge, score in zip(judges, scores, strict=True)))


@dataclass(frozen=True, slots=True)
class Judged:
    """The scores that three experts showed, and why, where they had to show again."""

    scores: tuple[int, ...]
    justification: str | None = None
    judges: tuple[UUID, ...] = ()
    """Who showed which: the experts' subject ids, in the order of the scores."""

    @property
    def shown(self) -> "Shown":
        return shown(self.scores, self.judges)


Entry = Measured | Judged


@dataclass(eq=False)
class EntryUnfit(Refusal):
    """A measurement for a judgement aspect, or the other way round."""

    code: str
    type: Literal["M", "J"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is needed to mark an aspect: all of it that a sheet carries with it."""

    code: str
    type: Literal["M", "J"]
    maximum: Decimal
    calculator: Calculator = field(default_factory=PassFail)
    partial: bool = False
    """Whether the aspect states partial marks."""

    def mark(self, entry: Entry) -> Decimal:
        """0.00 to the maximum. Raises EntryUnfit, ValueUnfit, ScoresUnfit, SpreadTooWide."""
        match entry, self.type:
            case Measured(value), "M":
                return measured_mark(value, self.maximum, self.calculator, partial=self.partial)
            case Judged(scores), "J":
                return judged_mark(scores, self.maximum)
        raise EntryUnfit(self.code, self.type)

    def is_same(self, one: Entry, other: Entry) -> bool:
        """Whether both say the same, however it is written: 12.5 and 12,50 are one number, labels are themselves."""
        match one, other:
            case Measured(value), Measured(against):
                if isinstance(self.calculator, PassFail | Choice):
                    return value == against
                return value == against or (number(value) is not None and number(value) == number(against))
            case Judged(), Judged():
                return (one.shown, (one.justification or "").strip()) == (
                    other.shown,
                    (other.justification or "").strip(),
                )
        return False

    @property
    def takes_negative(self) -> bool:
        """Whether a number below zero can be meant by what is measured."""
        calculator = self.calculator
        return isinstance(calculator, RangedScore | RegularDifference) and calculator.takes_negative(self.maximum)

    def is_disputed_by(self, entry: Entry) -> TypeGuard[Judged]:
        """Whether the experts' scores are too far apart to be a mark. Raises ScoresUnfit."""
        return isinstance(entry, Judged) and self.type == "J" and is_too_wide(entry.scores)

    @property
    def steps(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """How far from the target a measured value may be, and the mark for it; empty where that is not the same above
        and below, or nearness is not asked."""
        ranges = self._ranges
        if any(step.below is not None for step, _ in ranges):
            return ()
        return tuple((step.within, mark) for step, mark in ranges)

    @property
    def spans(self) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        """The lowest and highest value of each range, and the mark for it, where ranges reach further on one side."""
        ranges = self._ranges
        if not isinstance(self.calculator, RangedScore) or all(step.below is None for step, _ in ranges):
            return ()
        target = self.calculator.target
        return tuple((target - step.reach_below, target + step.within, mark) for step, mark in ranges)

    @property
    def _ranges(self) -> tuple[tuple[Range, Decimal], ...]:
        """The ranges that decide, the dearest first, each with its mark."""
        if not isinstance(self.calculator, RangedScore):
            return ()
        shares = [(step, self.calculator.left(step.deduction, self.maximum)) for step in self.calculator.deciding]
        return tuple((step, mark_of(share, self.maximum, partial=self.partial)) for step, share in shares)


@dataclass(frozen=True, slots=True)
class Aspect:
    """The smallest thing that is marked."""

    rule: Rule
    section: int
    """The WSOS section that it belongs to."""
    description: str
    details: str | None = None
    requirement: str | None = None
    descriptors: tuple[str, ...] = ()
    """What each judgement score from 0 to 3 stands for."""
    unit: str | None = None
    """Of the measured value, where the scheme names one."""

    @property
    def code(self) -> str:
        return self.rule.code
