from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.aspect import Measured, Rule
from competitions.domain.measurement import (
    Calculator,
    Choice,
    NumberCompleted,
    Option,
    PassFail,
    Range,
    RangedScore,
    Value,
    ValueUnfit,
    measured_mark,
)

ONE = Decimal("1.00")
MAXIMUM = st.decimals("0.01", "5.00", places=2)
CHOICE = Choice((Option("clean", Decimal(0)), Option("stained", Decimal(25)), Option("spoilt", Decimal(100))))
RANGED = RangedScore(
    Decimal("120.5"),
    (Range(Decimal("0.5"), Decimal(0)), Range(Decimal(1), Decimal(30)), Range(Decimal(2), Decimal(60))),
)


def mark(value: Value, calculator: Calculator, maximum: Decimal = ONE, *, partial: bool = True) -> Decimal:
    return measured_mark(value, maximum, calculator, partial=partial)


def test_pass_or_fail_is_all_or_nothing() -> None:
    assert mark(value=True, calculator=PassFail()) == ONE
    assert mark(value=False, calculator=PassFail()) == 0


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of))), MAXIMUM)
def test_the_number_completed_earns_its_share_to_the_cent(counted: tuple[int, int], maximum: Decimal) -> None:
    of, done = counted
    exact = Fraction(maximum) * done / of
    earned = Fraction(mark(str(done), NumberCompleted(of), maximum))
    assert 0 <= earned <= maximum
    assert abs(earned - exact) <= Fraction(5, 1000)
    assert earned > exact or earned == exact or exact - earned < Fraction(5, 1000), "half a cent is rounded up"


def test_thirds_do_not_lose_half_a_cent() -> None:
    """0.03 × 5 / 6 is 0.025: a share rounded to 28 digits on the way would give 0.02."""
    assert mark("5", NumberCompleted(6), Decimal("0.03")) == Decimal("0.03")


@pytest.mark.parametrize(("label", "earned"), [("clean", "1.00"), ("stained", "0.75"), ("spoilt", "0.00")])
def test_a_choice_takes_its_deduction_off(label: str, earned: str) -> None:
    assert mark(label, CHOICE) == Decimal(earned)


@pytest.mark.parametrize(
    ("value", "earned"),
    [("120.5", "1.00"), ("121", "1.00"), ("120,0", "1.00"), ("121.5", "0.70"), ("118.5", "0.40"), ("118.49", "0.00")],
)
def test_a_ranged_score_falls_with_the_distance_from_the_target(value: str, earned: str) -> None:
    assert mark(value, RANGED) == Decimal(earned)


@pytest.mark.parametrize(("value", "calculator"), [("4", NumberCompleted(5)), ("stained", CHOICE), ("121.5", RANGED)])
def test_without_partial_marks_anything_less_than_all_is_zero(value: str, calculator: Calculator) -> None:
    assert mark(value, calculator, partial=False) == 0


@pytest.mark.parametrize(("value", "calculator"), [("5", NumberCompleted(5)), ("clean", CHOICE), ("120.5", RANGED)])
def test_without_partial_marks_all_is_all(value: str, calculator: Calculator) -> None:
    assert mark(value, calculator, partial=False) == ONE


@pytest.mark.parametrize(
    ("value", "calculator"),
    [
        ("1", PassFail()),
        ("yes", PassFail()),
        (True, NumberCompleted(5)),
        ("6", NumberCompleted(5)),
        ("-1", NumberCompleted(5)),
        ("1.5", NumberCompleted(5)),
        ("NaN", NumberCompleted(5)),
        ("1e3", RANGED),
        ("Infinity", RANGED),
        ("", RANGED),
        ("9" * 40, RANGED),
        ("clear", CHOICE),
        (True, CHOICE),
    ],
)
def test_a_value_of_another_kind_or_out_of_range_is_refused(value: Value, calculator: Calculator) -> None:
    with pytest.raises(ValueUnfit) as refused:
        mark(value, calculator)
    assert bool(refused.value.expected) != isinstance(calculator, RangedScore)


@given(st.text(max_size=30) | st.booleans(), st.sampled_from([PassFail(), NumberCompleted(7), CHOICE, RANGED]), MAXIMUM)
def test_whatever_is_entered_is_refused_or_within_the_maximum(
    value: Value, calculator: Calculator, maximum: Decimal
) -> None:
    try:
        earned = mark(value, calculator, maximum)
    except ValueUnfit:
        return
    assert 0 <= earned <= maximum


def test_the_steps_of_a_ranged_score_are_its_marks_from_the_inside_outwards() -> None:
    ranges = (Range(Decimal("0.5"), Decimal(25)), Range(Decimal(2), Decimal(50)))
    rule = Rule("A1.01", "M", Decimal(10), RangedScore(Decimal(2000), ranges), partial=True)
    assert rule.steps == ((Decimal("0.5"), Decimal("7.50")), (Decimal(2), Decimal("5.00")))
    for within, mark in rule.steps:
        assert rule.mark(Measured(f"{2000 - within}")) == mark
    assert Rule("A1.01", "M", Decimal(10)).steps == ()
