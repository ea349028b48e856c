"""`/rulesets`: what each asks and awards is told from its data, with what is otherwise than usual; no key is left out."""

import re
from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play
from tests.competitions.rulesets.files import GROUPS, OWN, written

from competitions.domain.results.policies import MEDALS
from competitions.domain.ruleset import Ruleset
from competitions.rulesets import read_all
from competitions.rulesets.keys import differing, keys_of, plainly
from shared.text import Text

OF_MEDALS = {f"minimum_starters.{medal}" for medal in ("gold", "silver", "bronze")}
OF_PLACES = {f"places.{key}" for key in ("given", "share", "rounding", "by_starters", "tie_criterion")}
"""Keys that say nothing where no medals, or medals, are given."""


def told(html: str) -> set[str]:
    return {key for keys in re.findall(r'data-keys="([^"]*)"', html) for key in keys.split()}


async def test_everybody_reads_every_key_of_every_ruleset(play: Play) -> None:
    listed = await page(play, "/rulesets", {}, language="en")
    for ruleset in play.app.rulesets.values():
        assert ruleset.name.en in text(listed)
        shown = await page(play, f"/rulesets/{ruleset.id}", {}, language="en")
        silent = set() if ruleset.groups.ask_age else {"age.on", "age.overlap", "age.gap"}
        silent |= OF_PLACES if ruleset.medal_policy in MEDALS else OF_MEDALS
        assert told(shown) == keys_of(ruleset).keys() - silent
        assert "Further keys" not in shown, "each has words of its own"
    abilympics = text(await page(play, "/rulesets/abilympics", {}, language="ru"))
    assert "Школьники (возраст от 14 лет, школьник); Студенты (студент)" in abilympics
    assert "отмечает то, что не так, как в правилах «Чемпионат по правилам WorldSkills»" in abilympics
    assert "Нужно для участия Участие, Разрешение родителя или опекуна, Следующий этап отличается" in abilympics
    await page(play, "/rulesets/olympiad", {}, expect=404)


async def test_a_file_of_the_installation_is_among_them(play: Play, api: FastAPI, tmp_path: Path) -> None:
    before = api.state.app
    api.state.app = replace(before, rulesets=read_all(written(tmp_path, OWN + GROUPS)))
    try:
        shown = text(await page(play, "/rulesets/festival", {}, language="en"))
        new = await page(play, "/championships/new", play.anna(), language="en")
    finally:
        api.state.app = before
    assert "Cadets (8 to 11 years old); Masters (12 to 17 years old, pupil or student) differs" in shown
    assert "on 31 December of its year differs" in shown
    assert 'value="festival"' in new
    assert 'href="/rulesets"' in new
    assert re.search(r'value="worldskills" checked', new), "the usual one is chosen before"


def test_what_differs_is_found_by_key_and_what_has_no_words_is_shown_as_it_is() -> None:
    usual = read_all()["worldskills"]
    entering = replace(usual.entering, entries_each=9)
    other: Ruleset = replace(usual, id="other", name=Text("Иное", "Other"), entering=entering)
    assert differing(other, usual) == {"entering.entries_each"}
    assert plainly(usual.consents.public_unasked, "en") == "organisation, place"
    assert plainly({"art": Text("Искусство", "Art")}, "ru") == "art: Искусство"
    assert plainly(None, "ru") == plainly((), "ru") == "–"
