from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.results.scale import ScaleLimits, ScalePolicy, Ws500, Ws700

TOTALS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=30)
POLICIES: st.SearchStrategy[ScalePolicy] = st.sampled_from([Ws700(), Ws500()])


@given(POLICIES, TOTALS)
def test_more_marks_never_give_a_lower_scale_score(policy: ScalePolicy, totals: list[Decimal]) -> None:
    pairs = sorted(zip(totals, policy.scores(totals), strict=True))
    assert [score for _, score in pairs] == sorted(score for _, score in pairs)


@given(POLICIES, TOTALS, st.decimals(-50, 50, places=2))
def test_the_same_marks_more_for_everybody_change_nothing(
    policy: ScalePolicy, totals: list[Decimal], shift: Decimal
) -> None:
    assert policy.scores([total + shift for total in totals]) == policy.scores(totals)


@given(POLICIES, TOTALS)
def test_who_stands_where_in_the_list_changes_nothing(policy: ScalePolicy, totals: list[Decimal]) -> None:
    assert policy.scores(totals[::-1]) == policy.scores(totals)[::-1]


@given(TOTALS)
def test_ws700_keeps_the_median(totals: list[Decimal]) -> None:
    scores = sorted(Ws700().scores(totals))
    if len(scores) % 2:
        assert scores[len(scores) // 2] == 700


@given(TOTALS.filter(lambda totals: len(set(totals)) > 1))
def test_ws700_tells_totals_apart_unless_all_are_equal(totals: list[Decimal]) -> None:
    assert max(Ws700().scores(totals)) > min(Ws700().scores(totals))


@given(st.integers(-5000, 5000), st.integers(0, 500), st.integers(500, 2000))
def test_limits_hold(score: int, lowest: int, highest: int) -> None:
    limits = ScaleLimits(lowest, highest)
    assert limits.clamp(score) == sorted([lowest, score, highest])[1]


@pytest.mark.parametrize(("policy", "centre"), [(Ws700(), 700), (Ws500(), 500)])
@given(st.decimals(0, 100, places=2), st.integers(1, 20))
def test_equal_totals_are_all_at_the_centre(policy: ScalePolicy, centre: int, total: Decimal, count: int) -> None:
    assert policy.scores([total] * count) == [centre] * count


@pytest.mark.parametrize("policy", [Ws700(), Ws500()])
def test_nobody_has_no_score(policy: ScalePolicy) -> None:
    assert policy.scores([]) == []


def test_where_most_are_equal_the_mean_deviation_is_the_measure() -> None:
    """MAD = 0. Mean deviation 34: 80 marks are 30 × 80 / (1.2533 × 34) = 56.3 points; 10 the other way, 50, are 30 / 1.2533 × 4."""
    assert Ws700().scores([Decimal(total) for total in (0, 0, 0, 80, 90)]) == [700, 700, 700, 756, 763]
    assert Ws700().scores([Decimal(50), Decimal(50), Decimal(50), Decimal(90)]) == [700, 700, 700, 796]


def test_nothing_clamps_what_no_ruleset_limits() -> None:
    """As in a final of 2021, which published 1523."""
    assert max(Ws700().scores([Decimal(total) for total in ("50", "50.1", "49.9", "50", "49.8", "90")])) > 1000


def test_ws700_by_hand() -> None:
    """Median 60, MAD 10: 10 marks are 30 / 1.4826 = 20.23 points."""
    totals = [Decimal(total) for total in (80, 70, 60, 50, 40)]
    assert Ws700().scores(totals) == [740, 720, 700, 680, 660]


def test_ws500_by_hand() -> None:
    """Mean 60, population standard deviation √200 = 14.14."""
    totals = [Decimal(total) for total in (80, 70, 60, 50, 40)]
    assert Ws500().scores(totals) == [542, 521, 500, 479, 458]
