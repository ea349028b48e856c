"""Policies and their parameters are data of the ruleset's file; one that leads to nothing stops the start with line and mend."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.competitions.rulesets.files import GROUPS, OWN, written

from competitions.domain.results.awards import Whom
from competitions.domain.results.places import PlaceRules, Rounding
from competitions.domain.results.rules import By, StandingRules
from competitions.rulesets import read_all
from competitions.rulesets.faults import RulesetsRefused

PLACES = """
[places]
given = 2
share = "33.3"
rounding = "up"
by_starters = [2, 4]
score_min = 60
tie_criterion = "B"

[starters]
"""
AWARDS = """
[[awards]]
code = "winner"
title = { ru = "Победитель", en = "Winner" }
criteria = { ru = "Первое место.", en = "First place." }
first_place = 1

[[awards]]
code = "taker"
title = { ru = "Призёр", en = "Prize-taker" }
criteria = { ru = "Призовое место.", en = "A place with a prize." }
first_place = 2
and_further = true
"""
RANKED = (
    OWN[: OWN.index("[[awards]]")]
    .replace('"ws700-mean-deviation"', '"of-100"')
    .replace('"within-2-points-by-starters"', '"rank"')
    .replace("[starters]\n", PLACES)
    .replace("points = [4, 3, 2]", 'points = [5, 3]\ncategories = ["masters"]')
) + f"{AWARDS}{GROUPS}"


def test_the_parameters_are_read(tmp_path: Path) -> None:
    rules = read_all(written(tmp_path, RANKED))["festival"]
    share, least = Decimal("33.3"), Decimal(60)
    assert rules.places == PlaceRules(2, share, Rounding.UP, (2, 4), least, "B")
    assert rules.standings == StandingRules(By.POINTS, (5, 3), 1, ("masters",))
    assert [one.and_further for one in rules.awards] == [False, True]


WRONG = [
    ('share = "33.3"', 'share = "0"', "places.share", "more than 0"),
    ('share = "33.3"', 'share = "NaN"', "places.share", "must be a number"),
    ('rounding = "up"', 'rounding = "nearest"', "places.rounding", "Write one of"),
    ("[2, 4]", "[4, 2]", "places.by_starters", "from the first place to the last"),
    ("given = 2", "given = 0", "places.given", "from 1 to 1000"),
    ("given = 2", "given = 1", "awards[2].first_place", "nothing is given"),
    ("score_min = 60", "score_min = 6000", "places.score_min", "from 0 to 2000"),
    ("score_min = 60", 'score_min = "6000"', "places.score_min", "from 0 to 2000"),
    ('tie_criterion = "B"', 'tie_criterion = "Б"', "places.tie_criterion", "A to I"),
    ("[5, 3]", "[3, 5]", "standings.points", "most first"),
    ('["masters"]', '["main"]', "standings.categories[1]", "cadets, masters"),
    ('by = "points"', 'by = "votes"', "standings.by", "Write one of"),
    ('marks_total = "100.00"', 'marks_total = "50.00"', "marks_total", "another scale_policy"),
    ("[places]", "[scale_limits]\nlowest = 0\nhighest = 100\n[places]", "scale_limits", "Leave it out"),
    ("first_place = 1\n", 'medal = "gold"\n', "awards[1].medal", "given by nobody"),
    ("first_place = 1\n", 'medal = "medallion"\n', "awards[1].medal", "given by nobody"),
    ("first_place = 1\n", "and_further = true\n", "awards[1].and_further", "goes on from no place"),
    ('"rank"', '"equal-score-by-starters"', "awards[2].and_further", "would go to everybody"),
]


@pytest.mark.parametrize(("old", "new", "key", "said"), WRONG)
def test_a_parameter_that_leads_to_nothing_is_refused(tmp_path: Path, old: str, new: str, key: str, said: str) -> None:
    assert old in RANKED
    with pytest.raises(RulesetsRefused) as refused:
        read_all(written(tmp_path, RANKED.replace(old, new, 1)))
    (fault,) = refused.value.faults
    assert fault.key == key
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.line


def test_those_of_the_package_give_what_their_programmes_do() -> None:
    rules = read_all()
    for name, by in (("juniorskills", By.POINTS), ("abilympics", By.STEPS)):
        assert (rules[name].scale_policy, rules[name].medal_policy) == ("of-100", "rank")
        of_people = [one for one in rules[name].awards if one.whom is Whom.MEMBER]
        assert [(one.code, one.first_place) for one in of_people] == [
            *(("place-1", 1), ("place-2", 2), ("place-3", 3)),
            ("participation", None),
        ]
        assert rules[name].standings == StandingRules(by)
    beside = [(one.whom, one.first_place) for one in rules["juniorskills"].awards if one.whom is not Whom.MEMBER]
    assert sorted(beside) == [(whom, place) for whom in (Whom.MENTOR, Whom.TEAM) for place in (1, 2, 3)]
