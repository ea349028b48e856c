"""How the value of a measurement becomes a mark. Full or zero marks, unless the aspect states partial marks [P]."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from competitions.domain.decimals import ZERO, to_cent
from competitions.domain.refusal import Refusal

Value = bool | str
"""As it was entered: true or false, a label, or a number written with digits. What it means, the calculator says."""

DIGITS, PLACES = 9, 6
"""A number that can be entered has at most so many digits before the point, and so many after it."""
LARGEST = Decimal(10**DIGITS - 1)
NUMBER = re.compile(rf"-?[0-9]{{1,{DIGITS}}}(?:[.,][0-9]{{1,{PLACES}}})?")
NOTHING, FULL = Fraction(0), Fraction(1)
ONE = Decimal(1)

Deducts = Literal["PERCENT", "UNIT"]
"""What a deduction is counted in: per cent of the aspect's maximum, or marks [P]."""


@dataclass(eq=False)
class ValueUnfit(Refusal):
    """The measured value is not of the kind that the calculator takes, or outside its range."""

    value: Value
    calculator: "Calculator"
    """Which says what would fit."""
    is_negative: bool = False
    """A number, below zero where the calculator cannot mean one."""


def number(value: Value) -> Decimal | None:
    """The number that was written, with a point or a comma, or None."""
    if isinstance(value, bool) or not NUMBER.fullmatch(value):
        return None
    return Decimal(value.replace(",", "."))


@dataclass(frozen=True, slots=True)
class PassFail:
    type: Literal["PASS_FAIL"] = "PASS_FAIL"

    def share(self, value: Value, maximum: Decimal = ONE) -> Fraction:  # noqa: ARG002 - all calculators alike
        if not isinstance(value, bool):
            raise ValueUnfit(value, self)
        return FULL if value else NOTHING


@dataclass(frozen=True, slots=True)
class NumberCompleted:
    """`of` things were asked for; the value is how many were done."""

    of: int
    type: Literal["NUMBER_COMPLETED"] = "NUMBER_COMPLETED"

    def share(self, value: Value, maximum: Decimal = ONE) -> Fraction:  # noqa: ARG002 - all calculators alike
        count = number(value)
        if count is None or count.is_signed() or count % 1 or count > self.of:
            raise ValueUnfit(value, self)
        return Fraction(count) / self.of


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    deduction: Decimal
    """What is taken off: per cent of the maximum, 0 to 100, or marks."""


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[Option, ...]
    deducts: Deducts = "PERCENT"
    type: Literal["CHOICE"] = "CHOICE"

    def share(self, value: Value, maximum: Decimal = ONE) -> Fraction:
        for option in self.options:
            if option.label == value:
                return left_after(option.deduction, self.deducts, maximum)
        raise ValueUnfit(value, self)


@dataclass(frozen=True, slots=True)
class Range:
    within: Decimal
    """The greatest distance above the target, in the unit of the measurement; below it too, unless `below` is another."""
    deduction: Decimal
    below: Decimal | None = None
    """The greatest distance below the target, where it differs from that above."""

    @property
    def reach_below(self) -> Decimal:
        return self.within if self.below is None else self.below

    def holds(self, distance: Decimal) -> bool:
        """`distance`: the measured value less the target."""
        return -self.reach_below <= distance <= self.within

    def covers(self, other: "Range") -> bool:
        return other.reach_below <= self.reach_below and other.within <= self.within


@dataclass(frozen=True, slots=True)
class RangedScore:
    """Of the ranges that hold the value the smallest deduction counts; in none of them nothing is left [D].

    Without a range, the target alone is worth everything.
    """

    target: Decimal
    ranges: tuple[Range, ...]
    deducts: Deducts = "PERCENT"
    type: Literal["RANGED_SCORE"] = "RANGED_SCORE"

    def takes_negative(self, maximum: Decimal = ONE) -> bool:  # noqa: ARG002 - as of differences
        """Whether a number below zero can be meant. Any number is an answer, and far from the target worth nothing; but a height
        has no minus, and is told by a target above zero from which no range reaches below it."""
        return self.target <= 0 or self.target < max((step.reach_below for step in self.ranges), default=ZERO)

    def share(self, value: Value, maximum: Decimal = ONE) -> Fraction:
        distance = _measured(value, self, maximum) - self.target
        deductions = [step.deduction for step in self.ranges if step.holds(distance)]
        if not deductions:
            return NOTHING if distance else FULL
        return self.left(min(deductions), maximum)

    def left(self, deduction: Decimal, maximum: Decimal) -> Fraction:
        return left_after(deduction, self.deducts, maximum)

    @property
    def deciding(self) -> tuple[Range, ...]:
        """By deduction, without those that lie in another of no larger deduction."""
        found: list[Range] = []
        for step in sorted(self.ranges, key=lambda step: step.deduction):
            if not any(known.covers(step) for known in found):
                found.append(step)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class RegularDifference:
    """For each whole `difference` away from the target, `deduction` is taken off, down to nothing [P]."""

    target: Decimal
    difference: Decimal
    deduction: Decimal
    deducts: Deducts = "UNIT"
    type: Literal["REGULAR_DIFFERENCE_DEDUCTION"] = "REGULAR_DIFFERENCE_DEDUCTION"

    def takes_negative(self, maximum: Decimal = ONE) -> bool:
        """As with ranges: where the target is not above zero, or less than it is worth something below zero too."""
        steps = Fraction(self.target) // Fraction(self.difference)
        return self.target <= 0 or left_after(self.deduction, self.deducts, maximum, times=steps) > NOTHING

    def share(self, value: Value, maximum: Decimal = ONE) -> Fraction:
        # In fractions: whole decimals of this size and smallness would outgrow the precision of a decimal.
        steps = Fraction(abs(_measured(value, self, maximum) - self.target)) // Fraction(self.difference)
        return left_after(self.deduction, self.deducts, maximum, times=steps)


Calculator = PassFail | NumberCompleted | Choice | RangedScore | RegularDifference


def _measured(value: Value, calculator: RangedScore | RegularDifference, maximum: Decimal) -> Decimal:
    measured = number(value)
    if measured is None:
        raise ValueUnfit(value, calculator)
    if measured < 0 and not calculator.takes_negative(maximum):
        raise ValueUnfit(value, calculator, is_negative=True)
    return measured


def left_after(deduction: Decimal, deducts: Deducts, maximum: Decimal, times: int = 1) -> Fraction:
    """The share of the maximum that a deduction leaves: never less than nothing."""
    whole = Fraction(100) if deducts == "PERCENT" else Fraction(maximum)
    return max(NOTHING, FULL - times * Fraction(deduction) / whole)


def measured_mark(value: Value, maximum: Decimal, calculator: Calculator, *, partial: bool) -> Decimal:
    """The calculator's mark of the maximum, to the cent; without partial marks anything less than all is zero [P].

    Raises ValueUnfit.
    """
    return mark_of(calculator.share(value, maximum), maximum, partial=partial)


def mark_of(share: Fraction, maximum: Decimal, *, partial: bool) -> Decimal:
    """Shares are fractions, since a third of a mark rounded on the way would move halves of a cent."""
    if share < FULL and not partial:
        return ZERO
    return to_cent(maximum * share.numerator / share.denominator)
