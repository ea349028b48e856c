"""Members are compared by what theirs reached, each result once."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.results.results import starter

from competitions.domain.results.medals import Medal, MinimumStarters
from competitions.domain.results.result import Result, ranked
from competitions.domain.results.rules import By, ResultRules, StandingRules
from competitions.domain.results.standings import Won, standings

MEDALS = ResultRules("of-100", "equal-score-by-starters", MinimumStarters(1, 2, 3))
PLACES = ResultRules("of-100", "rank")
SKILLS = st.lists(
    st.lists(st.tuples(st.sampled_from(["R-01", "R-02", "r–02", "R-03"]), st.integers(0, 9)), max_size=6), max_size=4
)


def skill(rules: ResultRules, *totals: tuple[str, int]) -> tuple[Result, ...]:
    """By member and total."""
    return ranked([starter(at, Decimal(total), member=member) for at, (member, total) in enumerate(totals)], rules)


def test_medal_points_are_added_up_and_equal_members_share_a_place() -> None:
    first = skill(MEDALS, ("R-01", 90), ("R-02", 80), ("R-03", 70), ("R-04", 60))
    second = skill(MEDALS, ("R-02", 90), ("R-01", 80), ("R-01", 10))
    found = standings([first, second], StandingRules(), by_medals=True)
    assert [(one.place, one.member, one.points) for one in found] == [
        *((1, "R-01", 9), (2, "R-02", 7)),
        *((3, "R-03", 2), (4, "R-04", 0)),
    ]
    assert (found[0].won, found[0].skills, found[0].points_a_skill) == (Won(1, 1, 1, 0), 2, Decimal("4.50"))
    assert [one.place for one in standings([first, first[1::-1]], StandingRules(), by_medals=True)] == [1, 2, 3, 4]
    even = standings([skill(MEDALS, ("B", 9), ("A", 9))], StandingRules(), by_medals=True)
    assert [(one.place, one.member) for one in even] == [(1, "A"), (1, "B")]


def test_first_places_weigh_more_than_any_number_of_second_ones_where_the_rules_say_so() -> None:
    skills = [skill(PLACES, ("A", 9), ("B", 8)), skill(PLACES, ("C", 9), ("B", 8)), skill(PLACES, ("C", 9), ("B", 8))]
    by_steps = standings(skills, StandingRules(By.STEPS), by_medals=False)
    assert [one.member for one in by_steps] == ["C", "A", "B"]
    by_points = standings(skills, StandingRules(By.POINTS, (4, 3)), by_medals=False)
    assert [(one.member, one.points) for one in by_points] == [("B", 9), ("C", 8), ("A", 4)]


def test_a_place_for_which_nothing_is_given_counts_nothing() -> None:
    demonstration = ranked([starter(1, Decimal(90))], PLACES, is_demonstration=True)
    (one,) = standings([demonstration], StandingRules(), by_medals=False)
    assert (one.points, one.won, one.skills) == (0, Won(), 1)


def test_only_the_named_categories_count() -> None:
    results = tuple(replace(one, category="main") for one in skill(PLACES, ("A", 9), ("B", 8)))
    other = tuple(replace(one, category="guests") for one in skill(PLACES, ("G", 9)))
    found = standings([(*results, *other)], StandingRules(categories=("main",)), by_medals=False)
    assert [one.member for one in found] == ["A", "B"]


@settings(deadline=None)
@given(SKILLS, st.sampled_from([MEDALS, PLACES]), st.sampled_from(By))
def test_each_result_counts_once_and_the_order_decides_nothing(
    skills: list[list[tuple[str, int]]], rules: ResultRules, by: By
) -> None:
    found = [skill(rules, *totals) for totals in skills]
    placed = standings(found, StandingRules(by), by_medals=rules.gives_medals)
    assert sum(len(one.results) for one in placed) == sum(map(len, skills))
    golds = sum(
        one.medal is Medal.GOLD if rules.gives_medals else one.has_prize and one.place == 1
        for results in found
        for one in results
    )
    assert sum(one.won.first for one in placed) == golds
    turned = standings(found[::-1], StandingRules(by), by_medals=rules.gives_medals)
    assert {(one.place, one.points, one.won) for one in turned} == {(one.place, one.points, one.won) for one in placed}
