"""The second count agrees with the first on random championships, and finds what is put wrong in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.unit.sheets import CHIEF, JURY, NOON, ONE, judged, newest
from tests.competitions.unit.test_championship import RULES as PLAIN

from competitions.domain.aspect import Entry, Judged, Measured, Rule
from competitions.domain.categories.groups import Category
from competitions.domain.categories.holding import Below, StarterRules
from competitions.domain.mark import Mark
from competitions.domain.measurement import Choice, NumberCompleted, Option, Range, RangedScore, RegularDifference
from competitions.domain.results.awards import Award
from competitions.domain.results.medals import Medal, MinimumStarters
from competitions.domain.results.places import PlaceRules, Rounding
from competitions.domain.results.policies import PLACES, SCALES
from competitions.domain.results.result import Result, Starter, compared
from competitions.domain.results.rules import By, ResultRules, StandingRules
from competitions.domain.results.scale import ScaleLimits, Ws500
from competitions.domain.ruleset import Ruleset
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signing.sheets import sign
from competitions.queries.published.counted_twice import Entered, counted_twice, standings_twice
from competitions.rulesets import must_count_twice
from competitions.rulesets.faults import PoliciesUncounted
from competitions.shadow.places import PLACES as COUNTED
from competitions.shadow.scales import ws500
from shared.text import Text

HALF = Decimal("0.50")
RANGES = (Range(Decimal(1), Decimal(0)), Range(Decimal(5), Decimal("33.3"), Decimal(3)))
SHEETS: dict[str, tuple[tuple[Rule, Sequence[Any]], ...]] = {
    "A1": (
        (Rule("A1.01", "J", Decimal("1.75")), [(0, 0, 0), (1, 1, 2), (3, 3, 2), (3, 3, 3)]),
        (Rule("A1.02", "M", Decimal(40), NumberCompleted(7), partial=True), ["0", "3", "6", "7"]),
    ),
    "B1": (
        (Rule("B1.01", "M", Decimal(30), Choice((Option("all", Decimal(0)), Option("some", HALF)), "UNIT"), partial=True), ["all", "some"]),
        (Rule("B1.02", "M", Decimal(12), RangedScore(Decimal(20), RANGES), partial=True), ["20", "21,5", "17", "99"]),
        (Rule("B1.03", "M", Decimal(1), RegularDifference(Decimal(0), Decimal(1), Decimal("0.3")), partial=True), ["0", "1.9", "9"]),
        (Rule("B1.04", "M", Decimal("15.25")), [True, False]),
    ),
}  # fmt: skip
SEEDS = st.integers(0, 2**32)
"""Of championships: what one holds is drawn by chance from small pools, so that there are ties."""
SELDOM = 0.1
MEMBERS = ("R-01", "р-01", "R-02", "R-03")
NAMED = Text("Пробная", "Trial")
CODES = ("young", "old", "odd")
AWARDS = (
    Award("gold", NAMED, NAMED, medal=Medal.GOLD),
    Award("medallion", NAMED, NAMED, medal=Medal.MEDALLION),
    Award("first", NAMED, NAMED, first_place=1),
    Award("second", NAMED, NAMED, first_place=2, last_place=3),
    Award("further", NAMED, NAMED, first_place=4, and_further=True),
    Award("took-part", NAMED, NAMED),
)


def sheet_of(chance: Random, competitor: Competitor, code: str, ids: Iterator[int]) -> Sheet:
    """With changes of mind, marks taken back, and corrections after the signature."""
    rules = tuple(rule for rule, _ in SHEETS[code])
    sheet = Sheet(UUID(int=next(ids)), UUID(int=1), UUID(int=2), code, competitor, rules)

    def entry(rule: Rule, pool: Sequence[Any]) -> Entry:
        found = chance.choice(pool)
        return judged(found) if rule.type == "J" else Measured(found)

    def enter(rule: Rule, pool: Sequence[Any]) -> Sheet:
        saw = newest(sheet, rule.code)
        return sheet.enter(UUID(int=next(ids)), rule.code, entry(rule, pool), ONE, NOON, saw=saw, jury=JURY)[0]

    for rule, pool in SHEETS[code]:
        for _again in range(chance.choice([1, 1, 1, 2])):
            sheet = enter(rule, pool)
        if chance.random() < SELDOM:
            saw = newest(sheet, rule.code)
            sheet, _ = sheet.withdraw(UUID(int=next(ids)), rule.code, ONE, NOON, "x", saw=saw)
            sheet = enter(rule, pool)
    sheet, _ = sign(sheet, CHIEF, NOON)
    for rule, pool in SHEETS[code]:
        if chance.random() < SELDOM:
            saw = newest(sheet, rule.code)
            sheet, _ = sheet.correct(
                UUID(int=next(ids)), rule.code, entry(rule, pool), CHIEF, NOON, "x", saw=saw, jury=JURY
            )
    return sheet


def rules_of(chance: Random) -> ResultRules:
    places = PlaceRules(
        chance.randint(1, 4),
        chance.choice([Decimal(25), Decimal("33.3"), Decimal(50)]),
        chance.choice([*Rounding]),
        chance.choice([(), (2, 4, 5)]),
        chance.choice([None, Decimal(700), Decimal(50)]),
        chance.choice([None, "A"]),
        chance.choice([None, Decimal(60)]),
    )
    return ResultRules(
        chance.choice([*SCALES]),
        chance.choice([*PLACES]),
        chance.choice([MinimumStarters(), MinimumStarters(1, 2, 3)]),
        chance.choice([None, ScaleLimits(650, 760)]),
        places,
        StandingRules(chance.choice([*By]), chance.choice([(4, 3, 2), (5, 1)]), chance.randint(0, 1)),
    )


def ruleset_of(chance: Random) -> Ruleset:
    into = chance.choice([{}, {"young": "old"}, {"young": "old", "old": "odd"}])
    starters = StarterRules(chance.randint(1, 4), chance.choice([*Below]), into)
    categories = tuple(Category(code, Text(code, code)) for code in chance.choice([(), CODES]))
    return replace(PLAIN, starters=starters, awards=AWARDS, categories=categories)


def skill_of(chance: Random, ruleset: Ruleset, rules: ResultRules) -> tuple[Entered, tuple[Result, ...]]:
    codes, ids = [one.code for one in ruleset.categories], count(1000)
    own = [*codes, "gone", None] if codes else [None]
    categories = {UUID(int=number): chance.choice(own) for number in range(10, 10 + chance.randint(0, 9))}
    sheets: list[Sheet] = []
    starters = {}
    for id in categories:
        competitor = Competitor(id, UUID(int=id.int + 500), chance.choice(MEMBERS))
        theirs = [sheet_of(chance, competitor, code, ids) for code in SHEETS]
        tie = sum((one.total for one in theirs if one.sub_criterion[0] == rules.places.tie_criterion), Decimal(0))
        starters[id] = Starter(id, competitor, sum((one.total for one in theirs), Decimal(0)), tie)
        sheets += theirs
    results = compared(starters, ruleset.starters.groups(categories, codes), rules, AWARDS, {})
    return Entered(sheets, categories), results


@given(SEEDS)
def test_both_counts_agree(seed: int) -> None:
    chance = Random(seed)
    ruleset, rules = ruleset_of(chance), rules_of(chance)
    skills = [skill_of(chance, ruleset, rules) for _ in range(5)]
    for entered, results in skills:
        assert counted_twice(entered, results, ruleset, rules) == []
    assert standings_twice([results for _, results in skills], rules) == []


@given(SEEDS)
def test_what_is_put_wrong_is_found(seed: int) -> None:
    chance = Random(seed)
    ruleset, rules = replace(PLAIN, awards=AWARDS), rules_of(chance)
    entered, results = skill_of(chance, ruleset, rules)
    if not results:
        return
    at = chance.randrange(len(results))
    right = results[at]
    wrong = chance.choice(
        [
            replace(right, total=right.total + Decimal("0.01")),
            replace(right, place=right.place + 1),
            replace(right, medal=None if right.medal else Medal.BRONZE),
            replace(right, awards=("first", "second", "further")),
        ]
    )
    found = counted_twice(entered, (*results[:at], wrong, *results[at + 1 :]), ruleset, rules)
    assert {one.id for one in found} == {str(right.competitor.registration_id)}


def test_a_mark_that_is_not_what_its_entry_is_worth_is_found() -> None:
    competitor = Competitor(UUID(int=10), UUID(int=11), "R-01")
    rule = Rule("A1.01", "J", Decimal("1.75"))
    record = Mark(UUID(int=12), rule.code, Decimal("1.36"), Judged((2, 2, 3)), ONE.subject_id, NOON)
    sheet = Sheet(
        UUID(int=1),
        UUID(int=2),
        UUID(int=3),
        "A1",
        competitor,
        (rule,),
        history=(replace(record, mark=Decimal("1.35")),),
    )
    found = counted_twice(Entered([sheet], {UUID(int=10): None}), (), PLAIN, ResultRules("of-100", "rank"))
    assert [(one.what, one.first, one.second) for one in found if one.what != "result"] == [
        ("mark A1.01", "1.35", "1.36")
    ]


@pytest.mark.parametrize(
    "totals",
    [(0, 0, 0, 0, 5), (0, 3, 3), (1, 1, 1, 4, 4, 7), (0, 0, 1, 2, 2), (10, 20, 30, 40), (0, 0, 0, 0, 0, 0, 0, 0, 9)],
)
def test_scores_between_two_numbers_round_alike(totals: tuple[int, ...]) -> None:
    assert ws500([Fraction(one) for one in totals]) == Ws500().scores([Decimal(one) for one in totals])


def test_a_policy_that_is_not_counted_twice_stops_the_start() -> None:
    must_count_twice({"places": PLACES}, {"places": COUNTED})
    with pytest.raises(PoliciesUncounted, match="by-lot"):
        must_count_twice({"places": [*PLACES, "by-lot"]}, {"places": COUNTED})
