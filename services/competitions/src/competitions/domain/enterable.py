"""What a calculator must be, so that each of its values can be entered in a marking form and shown there."""

from collections.abc import Iterator
from decimal import Decimal

from competitions.domain.measurement import (
    LARGEST,
    PLACES,
    Calculator,
    Choice,
    Deducts,
    NumberCompleted,
    PassFail,
    RangedScore,
    RegularDifference,
)
from competitions.domain.refusal import Refusal

MOST_OPTIONS = 50
"""Labels of a choice, or ranges: more is no form that people can use."""
MOST_LABEL = 200
MOST_MARKS = Decimal(1000)


class NotEnterable(Refusal):
    """Some value of the calculator could never be entered, or not be shown."""


def check_enterable(calculator: Calculator) -> None:
    """Raises NotEnterable."""
    if not all(_conditions(calculator)):
        raise NotEnterable


def _conditions(calculator: Calculator) -> Iterator[bool]:
    match calculator:
        case PassFail():
            pass
        case NumberCompleted(of):
            yield 1 <= of <= LARGEST
        case Choice(options, deducts):
            labels = [option.label for option in options]
            yield 1 <= len(labels) <= MOST_OPTIONS and len(set(labels)) == len(labels)
            yield all(0 < len(label) <= MOST_LABEL and label == " ".join(label.split()) for label in labels)
            yield all(_is_deduction(option.deduction, deducts) for option in options)
        case RangedScore(target, ranges, deducts):
            reaches = [reach for step in ranges for reach in (step.within, step.reach_below)]
            yield len(ranges) <= MOST_OPTIONS
            yield _is_number(target) and all(reach >= 0 and _is_number(reach) for reach in reaches)
            yield abs(target) + max(reaches, default=Decimal(0)) <= LARGEST
            yield all(_is_deduction(step.deduction, deducts) for step in ranges)
        case RegularDifference(target, difference, deduction, deducts):
            yield _is_number(target) and _is_number(difference) and difference > 0
            yield _is_deduction(deduction, deducts)


def _is_number(value: Decimal) -> bool:
    return abs(value) <= LARGEST and value == round(value, PLACES)


def _is_deduction(value: Decimal, deducts: Deducts) -> bool:
    return _is_number(value) and 0 <= value <= (100 if deducts == "PERCENT" else MOST_MARKS)
