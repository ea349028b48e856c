"""What is awarded stands in the file: new awards need no line of code, and wrong ones stop the start."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play
from tests.competitions.rulesets.files import OWN, written

from competitions.domain.results.medals import MinimumStarters
from competitions.rulesets import read_all
from competitions.rulesets.faults import RulesetsRefused

AWARDS = """
[[awards]]
code = "best-baker"
title = { ru = "Лучший пекарь", en = "Best baker" }
criteria = { ru = "Первое место.", en = "First place." }
version = 3
scored = true
first_place = 1

[[awards]]
code = "praise"
title = { ru = "Похвальный лист", en = "Letter of praise" }
criteria = { ru = "Второе или третье место.", en = "Second or third place." }
first_place = 2
last_place = 3

[[awards]]
code = "crumb"
title = { ru = "Памятная крошка", en = "A crumb to remember" }
criteria = { ru = "Участие.", en = "Taking part." }
"""
BAKERS = OWN[: OWN.index("[[awards]]")] + AWARDS
WRONG = [
    ("first_place = 2\n", "", "awards[2].last_place", "ends before it begins"),
    ("last_place = 3", "last_place = 1", "awards[2].last_place", "ends before it begins"),
    ("first_place = 1", 'first_place = 1\nmedal = "gold"', "awards[1].first_place", "a place beside a medal"),
    ("first_place = 1", "first_place = 0", "awards[1].first_place", "from 1 to 1000"),
    ("version = 3", "version = 0", "awards[1].version", "from 1 to 1000"),
    ("scored = true", 'whom = "mentor"', "awards[1].whom", "teams have none"),
    ("scored = true", 'medal = "copper"', "awards[1].medal", "Write one of"),
    (', en = "Best baker"', "", "awards[1].title.en", "is missing"),
    ("Best baker", "B" * 101, "awards[1].title.en", "at most 100"),
    ("Best baker", "Best\\nbaker", "awards[1].title.en", "one line"),
    ('code = "praise"', 'code = "crumb"', "awards[3].code", "each once"),
]


@pytest.mark.parametrize(("old", "new", "key", "said"), WRONG)
def test_an_award_that_cannot_be_given_or_printed_is_refused(
    tmp_path: Path, old: str, new: str, key: str, said: str
) -> None:
    assert old in BAKERS
    with pytest.raises(RulesetsRefused) as refused:
        read_all(written(tmp_path, BAKERS.replace(old, new, 1)))
    (fault,) = refused.value.faults
    assert fault.key == key
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.line


def test_where_taking_part_is_protected_no_award_tells_of_what(tmp_path: Path) -> None:
    shipped = resources.files("competitions.rulesets").joinpath("abilympics.toml").read_text("utf-8")
    own = shipped.replace('id = "abilympics"', 'id = "ability"').replace('code = "place-3"', 'code = "ability-prize"')
    with pytest.raises(RulesetsRefused) as refused:
        read_all(written(tmp_path, own))
    assert ["names the programme" in one.problem for one in refused.value.faults] == [True]


@pytest.fixture
def bakers(api: FastAPI, play: Play, tmp_path: Path) -> Iterator[Play]:
    """The service by the rules of the file, with places and no medals."""
    before = api.state.app
    rules = replace(read_all(written(tmp_path, BAKERS))["festival"], minimum_starters=MinimumStarters(9, 9, 9))
    rules = replace(rules, id="worldskills", starters=replace(rules.starters, min=1))
    api.state.app = play.app = replace(before, rulesets={"worldskills": rules})
    yield play
    api.state.app = before


async def test_new_awards_are_given_told_and_shown(bakers: Play) -> None:
    await bakers.gather()
    await bakers.mark_all()
    await bakers.sign_all()
    await bakers.publish()
    address = f"/championships/{bakers.championship}/scoreboard"
    board = (await bakers.get(address))["skills"][0]
    told = {one["result_id"]: one for one in (json.loads(event["value"]) for event in await bakers.told("results"))}
    assert [one["title"]["en"] for one in board["awards"]] == ["Best baker", "Letter of praise", "A crumb to remember"]
    for line in board["lines"]:
        place = line["place"]
        assert line["awards"] == ["best-baker" if place == 1 else "praise", "crumb"]
        awards = [one["award"] for one in told[line["result_id"]]["awards"]]
        assert [one["code"] for one in awards] == line["awards"]
        assert [(one["scored"], one["version"]) for one in awards] == [
            (True, 3) if place == 1 else (False, 1),
            (False, 1),
        ]
        assert [one["for_taking_part"] for one in awards] == [False, True]
        assert "worldskills" not in json.dumps(told[line["result_id"]]), (
            "of which rules it is says its id, to who knows them"
        )
    shown = text(await page(bakers, address, {}, language="ru"))
    assert "Лучший пекарь: за 1-е место; с баллом" in shown
    assert shown.count("Похвальный лист") == 3, "two in the table"
    assert "Похвальный лист: за места с 2 по 3" in shown, "the page says of itself what gives which"
    rules = text(await page(bakers, "/rulesets/worldskills", {}, language="en"))
    assert "Letter of praise: for places 2 to 3 A crumb to remember: for taking part" in rules
