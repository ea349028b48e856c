from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.judgement import ScoresUnfit, SpreadTooWide, judged_mark

MAXIMUM = st.decimals("0.10", "2.00", places=2)
SCORES = st.tuples(*[st.integers(0, 3)] * 3)


@given(SCORES, MAXIMUM)
def test_a_mark_lies_between_nothing_and_the_maximum_or_the_spread_is_refused(
    scores: tuple[int, int, int], maximum: Decimal
) -> None:
    if max(scores) - min(scores) > 1:
        with pytest.raises(SpreadTooWide):
            judged_mark(scores, maximum)
    else:
        mark = judged_mark(scores, maximum)
        assert 0 <= mark <= maximum
        assert mark == round(mark, 2)
        assert abs(mark - maximum * sum(scores) / 9) <= Decimal("0.005")


@given(MAXIMUM, st.integers(0, 3))
def test_only_three_threes_earn_all_and_only_three_zeros_nothing(maximum: Decimal, score: int) -> None:
    assert (judged_mark((score,) * 3, maximum) == maximum) == (score == 3)
    assert (judged_mark((score,) * 3, maximum) == 0) == (score == 0)


@given(SCORES.filter(lambda scores: max(scores) - min(scores) <= 1), MAXIMUM)
def test_it_does_not_matter_which_expert_showed_what(scores: tuple[int, int, int], maximum: Decimal) -> None:
    assert len({judged_mark(order, maximum) for order in permutations(scores)}) == 1


@pytest.mark.parametrize("scores", [(), (1,), (1, 2), (1, 1, 1, 1), (0, 1, 4), (-1, 0, 0), (3, 3, 99)])
def test_anything_but_three_scores_from_0_to_3_is_refused(scores: tuple[int, ...]) -> None:
    with pytest.raises(ScoresUnfit):
        judged_mark(scores, Decimal(1))


def test_the_spread_is_told() -> None:
    with pytest.raises(SpreadTooWide) as refused:
        judged_mark((0, 3, 1), Decimal(1))
    assert refused.value.spread == 3


def test_marks_are_rounded_to_the_cent() -> None:
    assert judged_mark((1, 0, 0), Decimal("0.45")) == Decimal("0.05")
    assert judged_mark((1, 1, 1), Decimal("0.05")) == Decimal("0.02")
    assert judged_mark((2, 2, 1), Decimal("0.09")) == Decimal("0.05")


def test_half_a_cent_is_rounded_up() -> None:
    """0.045 × 3 / 9 is 0.015 exactly."""
    assert judged_mark((1, 1, 1), Decimal("0.045")) == Decimal("0.02")
