"""Marking schemes through the API: what imports is marked aspect by aspect, and a larger variation is for an organiser to take."""

from dataclasses import replace
from typing import Any

import pytest
from tests.competitions.cis_export import CHOICE, COUNT, RANGED, REGULAR, export
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import V1, Play
from tests.competitions.workbook_maker import SHEET, Scheme

from client.championships import XLSX
from competitions.workbook.apart import read_apart
from demo.scheme import Scheme as DemoScheme
from demo.scheme import schemes
from demo.workbook import workbook

FORMS = dict(Scheme().forms)
LOPSIDED = Scheme(forms={**FORMS, "B1": [("M", "Parts made", 2, "parts", 44), ("M", "Moved", 1, None, 6)]}).xlsx()
CIS = export(
    ("Measurement", "PASS_FAIL", True),
    ("Number Completed 4", "NUMBER_COMPLETED", True, COUNT),
    (None, "CHOICE", False, CHOICE),
    ("Deduct .25", "REGULAR_DIFFERENCE_DEDUCTION", True, REGULAR),
    (None, "RANGED_SCORE", True, RANGED),
    pointers=(2, 3, 4, 5),
)


async def put(play: Play, content: bytes, by: dict[str, str], *, expect: int, **query: str) -> Any:
    path = f"{V1}/skills/{play.skill}/marking-scheme"
    answer = await play.http.put(path, content=content, headers={**by, "content-type": XLSX}, params=query)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def begun(play: Play, content: bytes) -> None:
    """Marking has started by this scheme, for one competitor."""
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.compete("Альфин", "R-01")
    await play.put_workbook(content)
    await play.post(f"/skills/{play.skill}/marking")


async def test_a_scheme_with_calculations_of_cis_is_marked_aspect_by_aspect(play: Play) -> None:
    await begun(play, CIS)
    given = {"A1.01": ("3", "18.75"), "A1.02": ("one gap", "16.68"), "A1.03": ("2", "24.50"), "A1.04": ("4", "10.00")}
    for code, (value, mark) in given.items():
        marked = await play.mark("Альфин", code, {"measurement": value}, by="chief")
        assert marked["mark"] == mark
    shown = text(await page(play, f"/sheets/{await play.sheet('Альфин', 'A1')}", play.expert("chief"), language="en"))
    assert "The target is 0. For each 1 away, 0.25 is taken off." in shown
    assert "From 0 to 3: 25.00. From 0 to 15: 10.00. Further away: 0." in shown
    assert "one gap" in shown


async def test_the_scheme_tells_every_field_of_a_calculator(play: Play) -> None:
    await begun(play, CIS)
    found = await play.get(f"/skills/{play.skill}/marking-scheme")
    calculators = [aspect["rule"]["calculator"] for aspect in found["criteria"][0]["sub_criteria"][0]["aspects"]]
    told = [{key: value for key, value in one.items() if value is not None} for one in calculators]
    assert told[0] == {"type": "NUMBER_COMPLETED", "of": 4}
    assert told[1]["deducts"] == "PERCENT"
    assert told[1]["options"][1] == {"label": "one gap", "deduction": "33.3"}
    assert told[2] == {
        "type": "REGULAR_DIFFERENCE_DEDUCTION", "target": "0", "difference": "1", "deduction": "0.25", "deducts": "UNIT",
    }  # fmt: skip
    assert told[3]["ranges"][1] == {"within": "15", "deduction": "60", "below": "0"}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.number)
async def test_the_marking_forms_of_a_whole_scheme_are_shown(play: Play, scheme: DemoScheme) -> None:
    await begun(play, workbook(scheme))
    for form in scheme.forms:
        shown = await page(play, f"/sheets/{await play.sheet('Альфин', form.code)}", play.expert("chief"))
        assert all(aspect.code in shown for aspect in form.aspects)


async def test_a_larger_variation_is_refused_with_the_way_to_take_it(play: Play) -> None:
    await play.open()
    problem = await put(play, LOPSIDED, play.anna(), expect=422)
    assert problem["type"].endswith("/problems/workbook-refused")
    assert {one["where"] for one in problem["errors"]} == {f"{SHEET}!K5", f"{SHEET}!K6"}
    assert all("variation_reason" in one["fix"] for one in problem["errors"])


async def test_an_organiser_takes_a_larger_variation_with_a_reason_that_stays(play: Play) -> None:
    await play.open()
    reason = "Национальный финал: веса взяты из мирового описания"
    imported = await put(play, LOPSIDED, play.anna(), expect=200, variation_reason=f"  {reason} ")
    assert imported["variation"] == "12.00"
    accepted = (await play.get(f"/skills/{play.skill}/marking-scheme"))["variation_accepted"]
    assert (accepted["reason"], accepted["by"]) == (reason, "anna")
    assert accepted["at"]


async def test_a_reason_that_nothing_needs_is_not_kept(play: Play) -> None:
    await play.open()
    await put(play, Scheme().xlsx(), play.anna(), expect=200, variation_reason="just in case")
    assert (await play.get(f"/skills/{play.skill}/marking-scheme"))["variation_accepted"] is None


async def test_another_import_ends_what_was_accepted_before(play: Play) -> None:
    await play.open()
    await put(play, LOPSIDED, play.anna(), expect=200, variation_reason="for once")
    await put(play, Scheme().xlsx(), play.anna(), expect=200)
    assert (await play.get(f"/skills/{play.skill}/marking-scheme"))["variation_accepted"] is None
    await put(play, LOPSIDED, play.anna(), expect=422)


async def test_a_chief_expert_cannot_take_it(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await put(play, LOPSIDED, play.expert("chief"), expect=403, variation_reason="I say so")
    await put(play, Scheme().xlsx(), play.expert("chief"), expect=200)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
async def test_a_reason_is_a_text_of_a_few_words(play: Play, reason: str) -> None:
    await play.open()
    problem = await put(play, LOPSIDED, play.anna(), expect=422, variation_reason=reason)
    assert problem["errors"][0]["where"] == "variation_reason"


async def test_other_faults_stay_faults_whatever_the_reason(play: Play) -> None:
    await play.open()
    forms = {**FORMS, "B2": [("M", "Material", 2, "material", 9.9)]}
    content = Scheme(forms=forms, criteria=(("A", "P", 40), ("B", "Q", 59.9))).xlsx()
    problem = await put(play, content, play.anna(), expect=422, variation_reason="please")
    assert problem["errors"][0]["where"] == f"{SHEET}!K9"


async def test_where_the_ruleset_does_not_say_so_nobody_can(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    known = play.app.rulesets["worldskills"]
    monkeypatch.setitem(play.app.rulesets, "worldskills", replace(known, wsos_variation_acceptable=False))
    await play.open()
    problem = await put(play, LOPSIDED, play.anna(), expect=409, variation_reason="please")
    assert problem["type"].endswith("/problems/variation-stands")
    assert "5.00" in problem["errors"][0]["message"]
    problem = await put(play, LOPSIDED, play.anna(), expect=422)
    assert not any("variation_reason" in one["fix"] for one in problem["errors"])


async def test_what_a_better_reader_reads_is_another_scheme(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file, imported again after its reading has been mended."""
    await play.open()
    await play.bring_scheme()

    async def mended(*given: Any) -> Any:
        return replace(await read_apart(*given), title="Mended")

    monkeypatch.setattr("competitions.commands.schemes.read_apart", mended)
    await play.bring_scheme()
    assert (await play.get(f"/skills/{play.skill}/marking-scheme"))["title"] == "Mended"
