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

NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,6})?")
NOTHING, FULL = Fraction(0), Fraction(1)


@dataclass(eq=False)
class ValueUnfit(Refusal):
    """The measured value is not of the kind that the calculator takes, or outside its range."""

    value: Value
    expected: str
    """`true or false`, `0…5`, `label | another label`; empty for any number."""


def number(value: Value) -> Decimal | None:
    """The number that was written, with a point or a comma, or None."""
    if isinstance(value, bool) or not NUMBER.fullmatch(value):
        return None
    return Decimal(value.replace(",", "."))


@dataclass(frozen=True, slots=True)
class PassFail:
    type: Literal["PASS_FAIL"] = "PASS_FAIL"

    @property
    def expected(self) -> str:
        return "true or false"

    def share(self, value: Value) -> Fraction:
        if not isinstance(value, bool):
            raise ValueUnfit(value, self.expected)
        return FULL if value else NOTHING


@dataclass(frozen=True, slots=True)
class NumberCompleted:
    """`of` things were asked for; the value is how many were done."""

    of: int
    type: Literal["NUMBER_COMPLETED"] = "NUMBER_COMPLETED"

    @property
    def expected(self) -> str:
        return f"0…{self.of}"

    def share(self, value: Value) -> Fraction:
        count = number(value)
        if count is None or count % 1 or not 0 <= count <= self.of:
            raise ValueUnfit(value, self.expected)
        return Fraction(count) / self.of


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    deduction: Decimal
    """Per cent of the maximum that is taken off, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[Option, ...]
    type: Literal["CHOICE"] = "CHOICE"

    @property
    def expected(self) -> str:
        return " | ".join(option.label for option in self.options)

    def share(self, value: Value) -> Fraction:
        for option in self.options:
            if option.label == value:
                return left_after(option.deduction)
        raise ValueUnfit(value, self.expected)


@dataclass(frozen=True, slots=True)
class Range:
    within: Decimal
    """The greatest distance from the target, in the unit of the measurement."""
    deduction: Decimal


@dataclass(frozen=True, slots=True)
class RangedScore:
    """The nearer the value to the target, the less is taken off; beyond the last range nothing is left.

    Ranges go outwards: distances and deductions rise.
    """

    target: Decimal
    ranges: tuple[Range, ...]
    type: Literal["RANGED_SCORE"] = "RANGED_SCORE"

    @property
    def expected(self) -> str:
        return ""  # Any number is an answer; far from the target it is worth nothing.

    def share(self, value: Value) -> Fraction:
        measured = number(value)
        if measured is None:
            raise ValueUnfit(value, self.expected)
        distance = abs(measured - self.target)
        if distance == 0:
            return FULL
        return next((left_after(step.deduction) for step in self.ranges if distance <= step.within), NOTHING)


Calculator = PassFail | NumberCompleted | Choice | RangedScore


def left_after(deduction: Decimal) -> Fraction:
    """The share of the maximum that a deduction in per cent leaves."""
    return FULL - Fraction(deduction) / 100


def measured_mark(value: Value, maximum: Decimal, calculator: Calculator, *, partial: bool) -> Decimal:
    """The calculator's share of the maximum, to the cent; without partial marks anything less than all is zero [P].

    Shares are fractions, since a third of a mark rounded on the way would move halves of a cent.
    Raises ValueUnfit.
    """
    share = calculator.share(value)
    if share < FULL and not partial:
        return ZERO
    return to_cent(maximum * share.numerator / share.denominator)
