"""What becomes of categories with few starters: merging loses nobody and is stable, and results follow from it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play

from competitions.domain.categories.groups import AgeRules, Category
from competitions.domain.categories.holding import Below, Fate, StarterRules
from competitions.domain.results.medals import MinimumStarters
from shared.contracts.competitions import RegistrationRegrouped
from shared.text import Text

REGROUPED = RegistrationRegrouped.type.encode()
CODES = ("pupils", "students", "specialists")
BOTH_WAYS = {"students": "specialists", "specialists": "students"}


def started(**numbers: int) -> dict[UUID, str | None]:
    codes = [code for code, number in numbers.items() for _ in range(number)]
    return {UUID(int=place): code for place, code in enumerate(codes, 1)}


def shown(
    rules: StarterRules, starters: Mapping[UUID, str | None]
) -> dict[str | None, tuple[int, tuple[str, ...], Fate]]:
    return {one.category: (len(one.starters), one.merged, one.fate) for one in rules.groups(starters, CODES)}


def test_small_categories_are_held_unless_the_rules_say_otherwise() -> None:
    few = started(pupils=3, students=2)
    assert shown(StarterRules(3), few) == {"pupils": (3, (), Fate.HELD), "students": (2, (), Fate.HELD)}
    for below, fate in ((Below.DEMONSTRATION, Fate.DEMONSTRATION), (Below.NOT_HELD, Fate.NOT_HELD)):
        assert shown(StarterRules(3, below), few)["students"] == (2, (), fate)
        assert shown(StarterRules(3, below), few)["pupils"] == (3, (), Fate.HELD)
    assert shown(StarterRules(3, Below.DEMONSTRATION), {UUID(int=1): None}) == {None: (1, (), Fate.DEMONSTRATION)}


def test_a_small_category_competes_with_the_one_that_is_named_for_it() -> None:
    rules = StarterRules(3, Below.MERGE, BOTH_WAYS)
    assert shown(rules, started(pupils=1, students=2, specialists=4)) == {
        "pupils": (1, (), Fate.HELD),
        "specialists": (6, ("students",), Fate.HELD),
    }
    assert shown(rules, started(students=3, specialists=2)) == {"students": (5, ("specialists",), Fate.HELD)}
    assert shown(rules, started(students=1, specialists=1)) == {"specialists": (2, ("students",), Fate.HELD)}
    assert shown(rules, started(students=1)) == {"students": (1, (), Fate.HELD)}, "nobody is there to compete with"


CHAIN = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcd"), max_size=4)
STARTERS = st.dictionaries(st.uuids(), st.none() | st.sampled_from("abcdx"), max_size=12)


@settings(deadline=None)
@given(st.builds(StarterRules, st.integers(0, 5), st.sampled_from(Below), CHAIN), STARTERS, st.randoms())
def test_nobody_is_lost_and_the_order_decides_nothing(
    rules: StarterRules, starters: dict[UUID, str | None], chance: Any
) -> None:
    groups = rules.groups(starters, "abcd")
    assert sorted(id for one in groups for id in one.starters) == sorted(starters)
    codes = [code for one in groups for code in (one.category, *one.merged)]
    assert sorted(codes, key=str) == sorted({*starters.values()}, key=str), "each category is in one group"
    mixed = list(starters.items())
    chance.shuffle(mixed)
    assert rules.groups(dict(mixed), "abcd") == groups
    settled = {id: one.category for one in groups for id in one.starters}
    assert {one.category: one.starters for one in rules.groups(settled, "abcd")} == {
        one.category: one.starters for one in groups
    }, "what is merged stays so"
    if rules.below is not Below.MERGE:
        assert all(not one.merged for one in groups)


GROUPS = tuple(Category(code, Text(code, code.capitalize())) for code in ("art", "craft", "song"))


@pytest.fixture
def small(api: FastAPI, play: Play) -> Any:
    """Of three, two compete in one category and one in another, by rules that ask for two."""
    before = api.state.app

    async def published(rules: StarterRules) -> dict[str, Any]:
        known = before.rulesets["worldskills"]
        grouped = replace(
            known,
            age=AgeRules(overlap=True),
            categories=GROUPS,
            starters=rules,
            minimum_starters=MinimumStarters(1, 2, 3),
        )
        await play.gather()
        api.state.app = play.app = replace(before, rulesets={"worldskills": grouped})
        for family_name, code in (("Альфин", "art"), ("Бетин", "craft"), ("Гаммин", "craft")):
            entry = await play.app.registrations.get(UUID(play.registrations[family_name]))
            await play.app.registrations.save(replace(entry, category=code))
        await play.mark_all()
        await play.sign_all()
        closing = text(await page(play, f"/championships/{play.championship}/publication", play.anna(), language="en"))
        await play.publish()
        told = sorted(data["how"] for _, data in await regroupings(play))
        board = await play.get(f"/championships/{play.championship}/scoreboard")
        html = await page(play, f"/championships/{play.championship}/scoreboard", {}, language="en")
        return {"before": closing, "board": board["skills"][0], "page": text(html), "told": told}

    yield published
    api.state.app = before


async def regroupings(play: Play) -> list[tuple[UUID, dict[str, Any]]]:
    """Who was told how their category is held: ids and data of the events."""
    told = [one for one in await play.told("registrations") if ("ce_type", REGROUPED) in one["headers"].items()]
    return [(one["id"], json.loads(one["value"])) for one in told]


def lines(board: dict[str, Any]) -> list[tuple[str, int, str | None]]:
    return [(one["category"], one["place"], one["medal"]) for one in board["lines"]]


async def test_places_and_medals_are_given_a_category(small: Any) -> None:
    found = await small(StarterRules())
    assert lines(found["board"]) == [("art", 1, "gold"), ("craft", 1, "gold"), ("craft", 2, "silver")]
    assert "Too few" not in found["before"]
    assert not found["told"]
    assert found["page"].index("Results: Craft, Art") < found["page"].index("Results: Craft, Craft")


async def test_a_merged_category_has_one_list_of_places(small: Any) -> None:
    found = await small(StarterRules(2, Below.MERGE, {"art": "craft"}))
    assert lines(found["board"]) == [("craft", 1, "gold"), ("craft", 2, "silver"), ("craft", 3, "bronze")]
    assert found["board"]["groups"] == [{"category": "craft", "merged": ["art"], "fate": "held"}]
    assert "Art: competes together with “Craft”." in found["before"]
    assert "3 people are told how it was held for them." in found["before"]
    assert found["told"] == ["joined", "joined", "merged"], "by their starters, where nobody was told before"
    assert "Competed together with: Art." in found["page"]


async def test_what_is_not_held_has_no_results(small: Any, play: Play) -> None:
    found = await small(StarterRules(2, Below.NOT_HELD))
    assert lines(found["board"]) == [("craft", 1, "gold"), ("craft", 2, "silver")]
    assert "Art: 1 person. It is not held, and has no results." in found["before"]
    assert "Too few started: it was not held." in found["page"]
    assert len(await play.told("results")) == len(found["board"]["lines"]), "of the craft alone"
    assert found["told"] == ["not_held"], "who has no result hears why"


async def test_a_demonstration_has_places_and_no_medals(small: Any) -> None:
    found = await small(StarterRules(2, Below.DEMONSTRATION))
    assert lines(found["board"]) == [("art", 1, None), ("craft", 1, "gold"), ("craft", 2, "silver")]
    assert "Too few started for medals." in found["page"]
