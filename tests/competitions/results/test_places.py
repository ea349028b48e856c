"""Places never contradict scores, there are never more than starters, and what counts follows from the ruleset's parameters."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.results.results import of_totals, shown, starter

from competitions.domain.results.awards import Award, earned
from competitions.domain.results.medals import Medal, MinimumStarters
from competitions.domain.results.places import PlaceRules, Rounding
from competitions.domain.results.policies import PLACES, SCALES, of_its_kind
from competitions.domain.results.result import ranked
from competitions.domain.results.rules import ResultRules
from competitions.rulesets import read_all
from shared.text import Text

RANK, COUNT, SHARE = "rank", "winner-and-prize-takers", "winner-and-prize-takers-by-share"
NAME = Text("Проба", "Trial")
SHIPPED = read_all()
WORTH = {Medal.GOLD: 4, Medal.SILVER: 3, Medal.BRONZE: 2, Medal.MEDALLION: 1, None: 0}
SCORES = st.none() | st.decimals(0, 760, places=2)
RULES = st.builds(
    PlaceRules,
    given=st.integers(1, 5),
    share=st.decimals("0.01", 100, places=2),
    rounding=st.sampled_from(Rounding),
    by_starters=st.lists(st.integers(0, 9), max_size=4).map(lambda numbers: tuple(sorted(numbers))),
    score_min=SCORES,
    medallion_from=SCORES,
)
MARKED = st.lists(st.tuples(st.integers(0, 12).map(lambda n: Decimal(n) * 8), st.integers(0, 2)), max_size=10)


@settings(deadline=None)
@given(MARKED, RULES, st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(PLACES)), st.booleans())
def test_who_reached_more_never_stands_behind(
    marked: list[tuple[Decimal, int]], rules: PlaceRules, scale: str, policy: str, is_demonstration: bool
) -> None:
    starters = [starter(at, total, tie) for at, (total, tie) in enumerate(marked)]
    how = ResultRules(scale, policy, MinimumStarters(1, 2, 3), places=rules)
    results = ranked(starters, how, is_demonstration=is_demonstration)
    assert {one.id for one in results} == {one.result_id for one in starters}
    assert not results or results[0].place == 1
    for better, worse in pairwise(results):
        assert better.total >= worse.total
        assert better.place <= worse.place <= len(results)
        assert better.has_prize >= worse.has_prize
        assert WORTH[better.medal] >= WORTH[worse.medal] or (better.has_prize and not how.gives_medals)
    if is_demonstration:
        assert not any(one.medal or one.has_prize for one in results)
    if not how.gives_medals:
        assert not any(one.medal and one.has_prize for one in results), "a medallion is for who has no prize"
    if rules.score_min is not None and how.scale_policy == "of-100":
        assert all(one.total >= rules.score_min for one in results if one.has_prize)
    assert ranked(starters[::-1], how, is_demonstration=is_demonstration) == results


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=10), RULES)
def test_by_rank_so_many_places_count_as_the_rules_have(totals: list[int], rules: PlaceRules) -> None:
    counted = {one.place for one in of_totals(RANK, totals, rules) if one.has_prize}
    assert counted == set(range(1, len(counted) + 1)), "none is skipped"
    assert len(counted) <= min(rules.given, len(totals))


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=10, min_size=1), RULES, st.sampled_from([COUNT, SHARE]))
def test_prize_takers_are_no_more_than_the_rules_have_but_for_equals(
    totals: list[int], rules: PlaceRules, policy: str
) -> None:
    most = rules.sharing(len(totals)) if policy == SHARE else rules.counting(len(totals))
    for one in of_totals(policy, totals, rules):
        if one.has_prize:
            assert sum(total > one.total for total in totals) < most


def test_equal_scores_share_a_place_and_by_rank_none_is_skipped() -> None:
    totals = (90, 90, 80, 70, 70, 60)
    assert shown(of_totals(RANK, totals, PlaceRules())) == [
        *((1, True), (1, True), (2, True)),
        *((3, True), (3, True), (4, False)),
    ]
    assert shown(of_totals(COUNT, totals, PlaceRules())) == [
        *((1, True), (1, True), (3, True)),
        *((4, False), (4, False), (6, False)),
    ]
    assert shown(of_totals(COUNT, (90, 80, 70, 70), PlaceRules()))[2:] == [(3, True), (3, True)], (
        "both are prize-takers"
    )


@pytest.mark.parametrize(
    ("share", "rounding", "starters", "people"),
    [
        ("25", Rounding.DOWN, 7, 1),
        ("25", Rounding.HALF_UP, 7, 2),
        ("25", Rounding.UP, 5, 2),
        ("45", Rounding.DOWN, 20, 9),
        ("50", Rounding.HALF_UP, 5, 3),
        ("1", Rounding.DOWN, 3, 1),
        ("100", Rounding.UP, 3, 3),
    ],
)
def test_a_share_of_the_starters_is_rounded_as_the_ruleset_says(
    share: str, rounding: Rounding, starters: int, people: int
) -> None:
    rules = PlaceRules(share=Decimal(share), rounding=rounding)
    totals = range(starters)
    assert sum(one.has_prize for one in of_totals(SHARE, totals, rules)) == people


def test_few_starters_have_fewer_places() -> None:
    rules = PlaceRules(by_starters=(4, 5, 6))
    for starters, places in ((3, 0), (4, 1), (5, 2), (6, 3), (9, 3)):
        assert sum(one.has_prize for one in of_totals(RANK, range(starters), rules)) == places


def test_who_has_less_than_the_least_score_has_a_place_for_which_nothing_is_given() -> None:
    found = of_totals(RANK, (90, 60, 59), PlaceRules(score_min=Decimal(60)))
    assert shown(found) == [(1, True), (2, True), (3, False)]
    medals = of_totals("equal-score-by-starters", (90, 80, 60, 59, 58, 57), PlaceRules(score_min=Decimal(61)))
    assert [one.medal for one in medals][:3] == [Medal.GOLD, Medal.SILVER, None]


def test_equal_totals_are_told_apart_by_the_criterion_and_who_is_equal_in_it_shares() -> None:
    assert shown(of_totals(RANK, (90, 90, 90), PlaceRules(given=1), ties=(7, 9, 7))) == [
        *((1, True), (2, False), (2, False)),
    ]
    assert of_totals(COUNT, (90, 90, 80), PlaceRules(), ties=(1, 2, 9))[0].id.int == 1


def test_a_medallion_is_for_who_has_no_prize() -> None:
    starters = [starter(at, Decimal(total)) for at, total in enumerate((90, 80, 70, 60))]
    rules = ResultRules("ws700-mean-deviation", COUNT, MinimumStarters(1, 1, 1), places=PlaceRules(given=1))
    assert [one.medal for one in ranked(starters, rules)] == [None, Medal.MEDALLION, None, None]


def test_a_prize_for_a_place_and_those_after_it_ends_with_the_places_that_count() -> None:
    awards = (Award("winner", NAME, NAME, first_place=1), Award("taker", NAME, NAME, first_place=2, and_further=True))
    found = of_totals(SHARE, range(8), PlaceRules(share=Decimal(50)))
    given = [earned(awards, one.place, one.medal, has_prize=one.has_prize) for one in found]
    assert given == [("winner",), *[("taker",)] * 3, *[()] * 4]


def test_another_policy_of_a_championship_gives_medals_where_the_ruleset_does() -> None:
    assert set(of_its_kind("rank")) == {RANK, COUNT, SHARE}
    assert "within-2-points-by-starters" in of_its_kind("equal-score-by-starters")


@settings(deadline=None)
@given(MARKED, st.sampled_from(["juniorskills", "abilympics"]), st.booleans())
def test_what_every_starter_gets_follows_from_the_ruleset(
    marked: list[tuple[Decimal, int]], name: str, is_demonstration: bool
) -> None:
    """Reckoned from the totals alone: a diploma for each of the three best ones, and everybody took part."""
    ruleset = SHIPPED[name]
    rules = ruleset.results(ruleset.scale_policy, ruleset.medal_policy)
    starters = [starter(at, total) for at, (total, _) in enumerate(marked)]
    best = sorted({total for total, _ in marked}, reverse=True)[:3]
    for one in ranked(starters, rules, is_demonstration=is_demonstration):
        codes = set(earned(ruleset.awards, one.place, one.medal, has_prize=one.has_prize))
        place = best.index(one.total) + 1 if one.total in best and not is_demonstration else None
        diplomas = {award.code for award in ruleset.awards if award.first_place is not None}
        assert codes & diplomas == {code for code in diplomas if place and f"place-{place}" in code}
        assert "participation" in codes
