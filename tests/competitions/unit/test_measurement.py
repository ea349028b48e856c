from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.aspect import Measured, Rule
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

KINDS = [PassFail(), NumberCompleted(7), CHOICE, RANGED, RegularDifference(Decimal(0), Decimal(1), Decimal("0.25"))]


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
    assert refused.value.calculator is calculator


@given(st.text(max_size=30) | st.booleans(), st.sampled_from(KINDS), MAXIMUM)
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


REGULAR = RegularDifference(Decimal(0), Decimal(1), Decimal("0.25"))


@pytest.mark.parametrize(
    ("value", "earned"),
    [("0", "1.00"), ("1", "0.75"), ("1.99", "0.75"), ("-2", "0.50"), ("3", "0.25"), ("4", "0.00"), ("400", "0.00")],
)
def test_each_whole_difference_from_the_target_takes_its_deduction_off(value: str, earned: str) -> None:
    assert mark(value, REGULAR) == Decimal(earned)


def test_differences_may_take_per_cent_off() -> None:
    regular = RegularDifference(Decimal("10.5"), Decimal("0.1"), Decimal(10), "PERCENT")
    assert mark("10.8", regular, Decimal(2)) == Decimal("1.40")


def test_the_smallest_steps_and_the_largest_numbers_are_counted_exactly() -> None:
    regular = RegularDifference(Decimal(-999_999_999), Decimal("0.000001"), Decimal("0.000001"), "UNIT")
    assert mark("999999999", regular) == 0
    assert mark("-999999998.999999", regular, Decimal(1)) == ONE
    assert mark("-999999998.994999", regular, Decimal(1)) == Decimal("0.99")


@pytest.mark.parametrize(
    ("value", "earned"),
    [("9", "0.00"), ("9.5", "0.40"), ("10", "1.00"), ("13", "1.00"), ("20", "0.40"), ("20.1", "0.00")],
)
def test_a_range_may_reach_further_on_one_side(value: str, earned: str) -> None:
    near, far = Range(Decimal(3), Decimal(0), Decimal(0)), Range(Decimal(10), Decimal(60), Decimal("0.5"))
    assert mark(value, RangedScore(Decimal(10), (far, near))) == Decimal(earned)


def test_of_the_ranges_that_hold_a_value_the_smallest_deduction_counts() -> None:
    inner, outer = Range(Decimal(1), Decimal(80)), Range(Decimal(5), Decimal(20))
    rule = Rule("A1.01", "M", Decimal(10), RangedScore(Decimal(0), (inner, outer)), partial=True)
    assert rule.mark(Measured("0.5")) == 8
    assert rule.steps == ((Decimal(5), Decimal(8)),)


def test_without_ranges_the_target_alone_is_worth_everything() -> None:
    assert mark("3", RangedScore(Decimal(3), ())) == ONE
    assert mark("3.1", RangedScore(Decimal(3), ())) == 0


def test_deductions_in_marks_leave_never_less_than_nothing() -> None:
    choice = Choice((Option("one gap", Decimal("0.30")), Option("many", Decimal(5))), "UNIT")
    assert mark("one gap", choice, Decimal(2)) == Decimal("1.70")
    assert mark("many", choice, Decimal(2)) == 0
    ranged = RangedScore(Decimal(0), (Range(Decimal(1), Decimal("0.5")),), "UNIT")
    assert mark("1", ranged, Decimal(3)) == Decimal("2.50")


def test_spans_tell_the_lowest_and_highest_value_where_steps_cannot() -> None:
    ranges = (Range(Decimal(3), Decimal(0), Decimal(0)), Range(Decimal(15), Decimal(60)))
    rule = Rule("A1.01", "M", Decimal(10), RangedScore(Decimal(100), ranges), partial=True)
    assert rule.steps == ()
    assert [tuple(map(str, span)) for span in rule.spans] == [("100", "103", "10.00"), ("85", "115", "4.00")]
    assert Rule("A1.01", "M", Decimal(10), RANGED).spans == ()
    assert Rule("A1.01", "J", Decimal(10)).spans == ()


@pytest.mark.parametrize(
    "calculator",
    [
        NumberCompleted(0),
        NumberCompleted(10**9),
        Choice(()),
        Choice((Option("same", Decimal(0)), Option("same", Decimal(1)))),
        Choice((Option("", Decimal(0)),)),
        Choice((Option(" edge", Decimal(0)),)),
        Choice((Option("two\nlines", Decimal(0)),)),
        Choice((Option("x" * 201, Decimal(0)),)),
        Choice((Option("x", Decimal(101)),)),
        Choice((Option("x", Decimal(1001)),), "UNIT"),
        Choice(tuple(Option(str(n), Decimal(0)) for n in range(51))),
        RangedScore(Decimal("0.0000001"), ()),
        RangedScore(Decimal(10**9), ()),
        RangedScore(Decimal(999_999_999), (Range(Decimal(1), Decimal(0)),)),
        RangedScore(Decimal(0), (Range(Decimal(-1), Decimal(0)),)),
        RangedScore(Decimal(0), (Range(Decimal(1), Decimal(0), Decimal(-1)),)),
        RegularDifference(Decimal(0), Decimal(0), Decimal(1)),
        RegularDifference(Decimal(0), Decimal("1E-7"), Decimal(1)),
        RegularDifference(Decimal(0), Decimal(1), Decimal(-1)),
    ],
)
def test_a_calculator_with_a_value_that_nobody_could_enter_is_refused(calculator: Calculator) -> None:
    with pytest.raises(NotEnterable):
        check_enterable(calculator)


REACHES_BELOW = RangedScore(Decimal(5), (Range(Decimal(1), Decimal(0)), Range(Decimal(10), Decimal(50))))
SLOW = RegularDifference(Decimal(2), Decimal(1), Decimal("0.10"))


@pytest.mark.parametrize(
    ("calculator", "earned"),
    [
        (REACHES_BELOW, "0.50"),
        (SLOW, "0.70"),
        (RangedScore(Decimal(0), (Range(Decimal(3), Decimal(0)),)), "1.00"),
        (RangedScore(Decimal(-5), (Range(Decimal(2), Decimal(0)),)), "0.00"),
        (RegularDifference(Decimal(-1), Decimal(1), Decimal(1)), "1.00"),
    ],
)
def test_a_number_below_zero_is_taken_where_the_scheme_can_mean_one(calculator: Calculator, earned: str) -> None:
    assert mark("-1", calculator) == Decimal(earned)


@pytest.mark.parametrize(
    "calculator",
    [
        RANGED,
        RangedScore(Decimal(2), (Range(Decimal(2), Decimal(0)),)),
        RangedScore(Decimal(2), (Range(Decimal(50), Decimal(0), below=Decimal(1)),)),
        RegularDifference(Decimal(20), Decimal(1), Decimal("0.10")),
        RegularDifference(Decimal(2), Decimal(1), Decimal(50), "PERCENT"),
    ],
)
def test_a_height_has_no_minus(calculator: Calculator) -> None:
    with pytest.raises(ValueUnfit) as refused:
        mark("-0.01", calculator)
    assert refused.value.is_negative
    assert 0 <= mark("0", calculator) <= ONE
    assert mark("-0", calculator) == mark("0", calculator)


def test_the_sign_is_judged_by_the_marks_of_the_aspect() -> None:
    """0.10 a step from 2 leaves something of 1.00 below zero, and nothing of 0.20."""
    assert Rule("A1.01", "M", ONE, SLOW, partial=True).takes_negative
    assert not Rule("A1.01", "M", Decimal("0.20"), SLOW, partial=True).takes_negative
    assert not Rule("A1.01", "M", ONE).takes_negative
