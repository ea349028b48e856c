"""Where the ruleset asks for it, a second expert finds the same before a measurement is signed."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.results.test_package import AUDIT, exported, lines
from tests.competitions.rulesets.files import OWN, written
from tests.competitions.unit.sheets import CHIEF, GOOD, JURY, NOON, ONE, SHEET, TWO, newest

from client import marking
from client.caller import Caller
from competitions.domain.aspect import Measured
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import ConfirmationsMissing
from competitions.domain.judging.confirming import MeasurementRules
from competitions.domain.mark import Mark
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign
from competitions.queries.published.counted_twice import _form
from competitions.rulesets import read_all
from competitions.rulesets.faults import RulesetsRefused
from competitions.shadow.marks import unseconded

sys.path.insert(0, str(AUDIT))
from competitions.shadow.checking import Broken, _check_seconds
from skillproof_audit.__main__ import main

CODE = "A1.03"
TWICE = replace(SHEET, confirmed_by=2)
STEPS = st.lists(
    st.tuples(st.sampled_from([ONE, TWO, CHIEF]), st.sampled_from(["2", "3", "taken back"])), min_size=1, max_size=10
)


@given(STEPS)
def test_a_measurement_stands_when_two_different_experts_found_the_same_in_a_row(
    steps: list[tuple[Expert, str]],
) -> None:
    sheet: Sheet = TWICE
    found: list[tuple[Expert, str]] = []
    for number, (by, value) in enumerate(steps, 1):
        saw = newest(sheet, CODE)
        if value == "taken back":
            if found:
                sheet, _ = sheet.withdraw(UUID(int=number), CODE, by, NOON, "Slip", saw=saw)
            found = []
            continue
        sheet, _ = sheet.enter(UUID(int=number), CODE, Measured(value), by, NOON, saw=saw, jury=JURY)
        found = [*(found if found and found[-1][1] == value else []), (by, value)]
        is_alone = len({one.subject_id for one, _ in found}) == 1
        assert sheet.unconfirmed == is_alone
        assert [code for code, _ in unseconded(_form(sheet))] == ([CODE] if is_alone else [])
        assert sheet.marks[CODE].entry == Measured(value)


def test_the_second_may_not_have_seen_the_first_nor_is_it_a_judgement_or_a_correction() -> None:
    sheet, _ = TWICE.enter(UUID(int=1), CODE, Measured("3"), ONE, NOON, saw=None)
    both, second = sheet.enter(UUID(int=2), CODE, Measured("3,0"), TWO, NOON, saw=None)
    assert isinstance(second, Mark)
    assert second.confirms == UUID(int=1)
    assert both.enter(UUID(int=3), CODE, Measured("3"), CHIEF, NOON, saw=None)[0] == both
    for number, code in enumerate(("A1.01", "A1.02"), 10):
        both, _ = both.enter(UUID(int=number), code, GOOD[code], ONE, NOON, saw=None, jury=JURY)
    with pytest.raises(ConfirmationsMissing) as refused:
        sign(both, ONE, NOON)
    assert refused.value.missing == (("A1", 1),)
    both, _ = both.enter(UUID(int=20), "A1.01", GOOD["A1.01"], TWO, NOON, saw=None)
    signed, _ = sign(both, ONE, NOON)
    corrected, _ = signed.correct(UUID(int=30), CODE, Measured("4"), CHIEF, NOON, "Misread", saw=second.id)
    assert (corrected.unconfirmed, list(unseconded(_form(corrected)))) == (0, [])


def test_the_ruleset_says_how_many_and_no_more_than_two(tmp_path: Path) -> None:
    table = "\n[measurement]\nconfirmed_by = {}\n"
    rulesets = read_all(written(tmp_path, OWN + table.format(2)))
    assert (rulesets["festival"].measurement, rulesets["worldskills"].measurement.confirmed_by) == (
        MeasurementRules(2),
        1,
    )
    with pytest.raises(RulesetsRefused, match="confirmed_by"):
        read_all(written(tmp_path, OWN + table.format(3)))


@pytest.fixture
def twice(api: FastAPI, play: Play) -> Iterator[Play]:
    """The service, by a ruleset that asks for a second."""
    before, usual = api.state.app, play.app.rulesets["worldskills"]
    rulesets = {**play.app.rulesets, "worldskills": replace(usual, measurement=MeasurementRules(2))}
    api.state.app = play.app = replace(before, rulesets=rulesets)
    play.memory = None
    yield play
    api.state.app = before


async def test_unconfirmed_measurements_hold_up_the_signature_until_another_confirms(
    twice: Play, tmp_path: Path
) -> None:
    play = twice
    await play.gather()
    for name in ("Альфин", "Бетин", "Гаммин"):
        await play.mark(name, "B1.01", {"measurement": "4"})
    one, three = play.expert("one"), play.expert("three")
    refused = await play.post(
        f"/skills/{play.skill}/sub-criteria/B1/sign-off", by=one, expect=409, accept_language="en"
    )
    assert refused["type"].endswith("confirmations-missing")
    assert refused["errors"][0]["message"] == "3 measurements of B1 are not confirmed by a second expert."
    sheet = await play.sheet("Бетин", "B1")
    assert 'name="confirm"' not in await page(play, f"/sheets/{sheet}", one), "nobody confirms themselves"
    assert 'name="confirm"' in await page(play, f"/sheets/{sheet}", three)
    shown = await page(play, f"/skills/{play.skill}/marking/B1", one, language="en")
    assert "3 measurements are not confirmed by a second expert; without that B1 is not signed off." in text(shown)
    assert f"/skills/{play.skill}/marking/B1/grid" in shown
    for name in ("Альфин", "Бетин", "Гаммин"):
        sheet = await play.sheet(name, "B1")
        saw = (await play.get(f"/sheets/{sheet}"))["newest"]["B1.01"]
        typed = {"B1.01-saw": saw, "B1.01-value": "4"}
        assert (await post(play, f"/sheets/{sheet}", three, typed)).status_code == 303
        assert (await play.get(f"/sheets/{sheet}"))["unconfirmed"] == 1, "what is shown again confirms nothing"
        assert (await post(play, f"/sheets/{sheet}", three, {**typed, "confirm": "B1.01"})).status_code == 303
        assert (await play.get(f"/sheets/{sheet}"))["marks"]["B1.01"]["confirms"] == saw
    await marking.sign_sub_criterion(Caller(play.http, one), play.skill, "B1")
    folder = await exported(play, tmp_path)
    assert main([str(folder)]) == 0
    form = next(each for each in lines(folder, "sheets") if each["sub_criterion"] == "B1")
    for put_wrong in (alone, of_oneself, of_another_value):
        forged = deepcopy(form)
        put_wrong(forged["records"])
        with pytest.raises(Broken):
            _check_seconds(forged, len(forged["records"]))


async def test_without_scripts_another_value_is_asked_about_before_it_replaces_a_colleagues(twice: Play) -> None:
    play = twice
    await play.gather()
    await play.mark("Бетин", "B1.01", {"measurement": "4"})
    three, sheet = play.expert("three"), await play.sheet("Бетин", "B1")
    saw = (await play.get(f"/sheets/{sheet}"))["newest"]["B1.01"]
    typed = {"B1.01-saw": saw, "B1.01-value": "3"}
    asked = await post(play, f"/sheets/{sheet}", three, typed)
    assert asked.status_code == 409
    assert "A colleague measured something else" in asked.text
    assert len((await play.get(f"/sheets/{sheet}"))["history"]) == 1, "nothing is replaced unasked"
    assert f'name="mine" value="B1.01:{saw}"' in asked.text
    assert asked.text.count('name="confirm"') == 2
    confirmed = await post(play, f"/sheets/{sheet}", three, {**typed, "confirm": "B1.01"})
    assert confirmed.status_code == 303
    assert (await play.get(f"/sheets/{sheet}"))["marks"]["B1.01"]["confirms"] == saw, (
        "theirs, whatever is typed beside it"
    )
    await play.mark("Альфин", "B1.01", {"measurement": "4"})
    sheet = await play.sheet("Альфин", "B1")
    saw = (await play.get(f"/sheets/{sheet}"))["newest"]["B1.01"]
    mine = {"B1.01-saw": saw, "B1.01-value": "3", "mine": f"B1.01:{saw}"}
    assert (await post(play, f"/sheets/{sheet}", three, mine)).status_code == 303
    assert (await play.get(f"/sheets/{sheet}"))["marks"]["B1.01"]["entry"]["value"] == "3"


def alone(records: list[dict[str, Any]]) -> None:
    del records[-1]


def of_oneself(records: list[dict[str, Any]]) -> None:
    records[-1]["record"]["author"] = records[-2]["record"]["author"]


def of_another_value(records: list[dict[str, Any]]) -> None:
    records[-1]["record"]["mark"] = "0.01"
