"""Calculators of every kind, as a scheme can have them."""

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from competitions.domain.enterable import NotEnterable, check_enterable
from competitions.domain.measurement import (
    Calculator,
    Choice,
    NumberCompleted,
    Option,
    PassFail,
    Range,
    RangedScore,
    RegularDifference,
)
from competitions.workbook.words import one_line

LABELS = st.text(min_size=1, max_size=30).map(one_line).filter(lambda label: 0 < len(label) <= 200)
NUMBERS = st.decimals(-99_999, 99_999, places=6).map(lambda number: number.normalize() + 0)
REACHES = st.decimals(0, 99_999, places=6).map(lambda number: number.normalize() + 0)
DEDUCTIONS = st.decimals(0, 100, places=4).map(lambda number: number.normalize() + 0)
DEDUCTS = st.sampled_from(["PERCENT", "UNIT"])


def _choice(options: list[tuple[str, Decimal]], deducts: str) -> Calculator:
    return Choice(tuple(Option(*option) for option in options), deducts)  # type: ignore[arg-type]


def _range(within: Decimal, deduction: Decimal, below: Decimal) -> Range:
    return Range(within, deduction, None if below == within else below)


CHOICES = st.builds(
    _choice, st.lists(st.tuples(LABELS, DEDUCTIONS), min_size=1, max_size=6, unique_by=lambda pair: pair[0]), DEDUCTS
)
RANGES = st.builds(_range, REACHES, DEDUCTIONS, REACHES) | st.builds(Range, REACHES, DEDUCTIONS)
RANGED = st.builds(RangedScore, NUMBERS, st.lists(RANGES, max_size=5).map(tuple), DEDUCTS)
REGULAR = st.builds(RegularDifference, NUMBERS, REACHES.filter(bool), DEDUCTIONS, DEDUCTS)
CALCULATORS: st.SearchStrategy[Calculator] = st.one_of(
    st.just(PassFail()), st.builds(NumberCompleted, st.integers(1, 999_999_999)), CHOICES, RANGED, REGULAR
)


@st.composite
def calculators(draw: st.DrawFn) -> Calculator:
    """Those whose values can be entered."""
    calculator = draw(CALCULATORS)
    try:
        check_enterable(calculator)
    except NotEnterable:
        assume(False)
    return calculator
