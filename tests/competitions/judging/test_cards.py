"""Each of the three judges on their own device: nobody sees another's score before the third is there."""

import asyncio
import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, post
from tests.competitions.playing import V1, Play
from tests.competitions.sending.test_batch import Tablet
from tests.competitions.unit.sheets import CHIEF, COMPATRIOT, JURY, NOON, ONE, SHEET, TWO, filled, judged, newest

from competitions.commands.keeping.typed import forget_typed
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import AlreadySigned, ConflictOfInterest
from competitions.domain.judgement import is_too_wide
from competitions.domain.judging.cards import laid, own_card
from competitions.domain.judging.laying import lay
from competitions.domain.mark import Card, Dispute, JustificationNeeded, Mark, Overtaken, Repeated
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign

CODE = "A1.02"
OWN = replace(SHEET, own_devices=True)
PANEL = (ONE, TWO, CHIEF)
STEPS = st.lists(
    st.tuples(st.sampled_from(PANEL), st.integers(0, 3), st.sampled_from([None, "We looked again"])), max_size=12
)


def card(number: int, by: Expert, score: int, why: str | None = None) -> Card:
    return Card(UUID(int=number), CODE, score, by.subject_id, NOON, why)


def seen_by(sheet: Sheet, by: Expert) -> UUID | None:
    own = own_card(sheet.cards, CODE, by.subject_id)
    return own.id if own else newest(sheet, CODE)


def shown(sheet: Sheet, number: int, by: Expert, score: int, why: str | None = None) -> tuple[Sheet, Any]:
    """As who has just looked."""
    return lay(sheet, card(number, by, score, why), by, saw=seen_by(sheet, by), jury=JURY)


@given(STEPS)
def test_the_third_card_shows_all_and_none_is_in_the_history_before(
    steps: list[tuple[Expert, int, str | None]],
) -> None:
    sheet, faces = OWN, dict[UUID, tuple[int, str | None]]()
    for number, (by, score, why) in enumerate(steps, 1):
        before = sheet
        was_disputed = sheet.is_disputed(CODE)
        try:
            sheet, made = shown(sheet, number, by, score, why)
        except JustificationNeeded:
            assert was_disputed
            assert not any(one[1] for id, one in faces.items() if id != by.subject_id)
            continue
        if isinstance(made, Repeated):
            assert sheet.history == before.history
            faces = faces if sheet.cards else {}
            continue
        faces[by.subject_id] = (score, why)
        if len(faces) < len(PANEL):
            assert made == card(number, by, score, why)
            assert sheet.history == before.history
            assert {one.author: (one.score, one.justification) for one in sheet.cards} == faces
            continue
        scores = tuple(faces[one.subject_id][0] for one in PANEL)
        assert isinstance(made, Dispute if is_too_wide(scores) else Mark)
        assert sheet.history == (*before.history, made)
        assert made == replace(made, id=UUID(int=number), author=by.subject_id)
        entry = judged(made.scores, judges=made.judges) if isinstance(made, Dispute) else made.entry
        assert entry == judged(scores, entry.justification)  # type: ignore[union-attr]
        assert sheet.cards == ()
        faces = {}


def test_a_card_is_its_experts_who_may_judge_and_a_stand_in_takes_a_place() -> None:
    with pytest.raises(ConflictOfInterest):
        shown(OWN, 1, COMPATRIOT, 2)
    stand_in = Expert(UUID(int=7), "R-97")
    sheet = OWN
    for number, by in enumerate((stand_in, TWO, ONE), 1):
        sheet, made = lay(sheet, card(number, by, 2), by, saw=None, jury=(*JURY, stand_in))
    assert isinstance(made, Mark)
    sheet, _ = shown(OWN, 1, TWO, 0)
    without = tuple(one for one in JURY if one != TWO)
    left, _ = lay(sheet, card(2, ONE, 2), ONE, saw=None, jury=without)
    assert [one.author for one in left.cards] == [ONE.subject_id], "who left the jury since judges no more"


def test_a_card_that_comes_after_the_mark_is_a_question_and_one_that_it_shows_a_repetition() -> None:
    sheet = OWN
    for number, by in enumerate(PANEL, 1):
        sheet, _ = shown(sheet, number, by, 2)
    assert lay(sheet, card(1, ONE, 2), ONE, saw=None, jury=JURY) == (sheet, Repeated(sheet.history[0]))
    with pytest.raises(Overtaken) as asked:
        lay(sheet, card(8, ONE, 3), ONE, saw=None, jury=JURY)
    assert asked.value.newest == sheet.history[0]
    anew, made = lay(sheet, card(8, ONE, 3), ONE, saw=sheet.history[0].id, jury=JURY)
    assert isinstance(made, Card)
    assert anew.marks == sheet.marks, "the mark stands until three have chosen"
    with pytest.raises(Overtaken) as other:
        lay(anew, card(9, ONE, 1), ONE, saw=sheet.history[0].id, jury=JURY)
    assert other.value.newest == made, "the own card of another device"


def test_a_dispute_asks_for_new_cards_the_same_score_too_and_a_signature_ends_what_was_begun() -> None:
    sheet = OWN
    for number, (by, score) in enumerate(zip(PANEL, (0, 2, 2), strict=True), 1):
        sheet, _ = shown(sheet, number, by, score)
    assert sheet.is_disputed(CODE)
    with pytest.raises(JustificationNeeded):
        shown(sheet, 4, TWO, 2)
    sheet, made = shown(sheet, 4, TWO, 2, "The seam is even")
    assert isinstance(made, Card)
    sheet, _ = shown(sheet, 5, CHIEF, 2)
    sheet, mark = shown(sheet, 6, ONE, 1)
    assert mark.entry == judged((1, 2, 2), "The seam is even")
    full = replace(filled(), own_devices=True)
    begun, _ = shown(full, 30, ONE, 0)
    signed, _ = sign(begun, ONE, NOON)
    assert signed.cards == ()
    with pytest.raises(AlreadySigned):
        shown(signed, 31, TWO, 0)


def test_the_card_of_who_may_judge_no_more_counts_for_nothing() -> None:
    sheet, _ = shown(OWN, 1, ONE, 3)
    assert laid(sheet.cards, [TWO.subject_id], ONE.subject_id) == {}
    (told,) = laid(sheet.cards, [ONE.subject_id], TWO.subject_id).values()
    assert (told.chosen, told.own) == (1, None)


READERS = ("chief", "two")
VERSION = re.compile(r'(version": ?|data-version="|[0-9a-f-]{36}": ?)[0-9]+')


def readable(play: Play, sheet: str) -> list[str]:
    skill = f"/skills/{play.skill}"
    return [
        f"{V1}/sheets/{sheet}",
        f"{V1}{skill}/sheets?sub_criterion=A1",
        f"{V1}{skill}/sub-criteria/A1/versions",
        f"/sheets/{sheet}",
        f"{skill}/marking/A1",
        f"{skill}/marking/A1/grid",
        f"{skill}/judges",
    ]


async def read_by(play: Play, account: str, sheet: str) -> list[str]:
    """Everything that somebody reads of it, but for how often it was touched."""
    by = play.anna() if account == "anna" else play.expert(account)
    answers = [await play.http.get(path, headers=by) for path in readable(play, sheet)]
    assert {one.status_code for one in answers} <= {200, 403, 404}, [str(one.url) for one in answers]
    assert answers[0].status_code == 200
    return [VERSION.sub("", one.text) for one in answers]


async def lay_as(
    play: Play, account: str, score: int, family_name: str = "Бетин", saw: str | None = None, **more: Any
) -> Any:
    tablet = Tablet(play, account)
    [result] = await tablet.send(await tablet.entry("A1.02", family_name, card=score, saw=saw, **more))
    return result


async def on_own_devices(play: Play) -> str:
    await play.gather()
    path = f"/skills/{play.skill}/sub-criteria/A1/devices"
    await play.call("PUT", path, play.expert("one"), {"devices": "own"}, expect=403)
    await play.call("PUT", path, play.expert("chief"), {"devices": "own"}, expect=204)
    return await play.sheet("Бетин", "A1")


async def test_what_others_read_does_not_depend_on_a_card_before_the_third_is_there(play: Play) -> None:
    sheet = await on_own_devices(play)
    first = await lay_as(play, "one", 3, justification="Шов тёмный")
    assert (first["status"], first["record"]["score"]) == (200, 3)
    seen = {reader: await read_by(play, reader, sheet) for reader in READERS}
    own = await read_by(play, "one", sheet)
    changed = await lay_as(play, "one", 0, saw=first["record"]["id"], justification="Шов светлый")
    assert changed["record"]["score"] == 0
    for reader in READERS:
        for now, before in zip(await read_by(play, reader, sheet), seen[reader], strict=True):
            assert now == before, reader
    assert await read_by(play, "one", sheet) != own, "the author sees the own one"
    assert "выбрали 1 из 3" in await page(play, f"/sheets/{sheet}", play.expert("two"))
    assert (await lay_as(play, "two", 1))["record"]["score"] == 1
    assert (await play.get(f"/sheets/{sheet}", play.expert("three")))["cards"]["A1.02"] == {
        "chosen": 2, "own": None, "is_explained": True,
    }  # fmt: skip
    third = await lay_as(play, "three", 1)
    assert third["record"]["entry"]["scores"] == [0, 1, 1]
    experts = [play.experts[name] for name in ("one", "two", "three")]
    assert third["record"]["entry"]["judges"] == experts
    assert third["record"]["author"] == play.experts["three"]
    for reader in READERS:
        assert (await play.get(f"/sheets/{sheet}", play.anna() if reader == "anna" else play.expert(reader)))[
            "cards"
        ] == {}
    assert (await lay_as(play, "chief", 2))["problem"]["type"].endswith("overtaken")
    assert (await lay_as(play, "one", 0))["record"] == third["record"], "the answer to it was lost"


async def test_three_are_not_typed_by_one_nor_a_card_where_one_device_is_passed_round(play: Play) -> None:
    sheet = await on_own_devices(play)
    refused = await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]}, expect=409)
    assert refused["type"].endswith("on-own-devices")
    asked = await lay_as(play, "one", 2, ask=True)
    assert asked["status"] == 422
    at_once = await asyncio.gather(*(lay_as(play, name, 2, "Гаммин") for name in ("one", "two", "three")))
    assert sorted("score" in one["record"] for one in at_once) == [False, True, True], "the last of them shows all"
    assert len((await play.get(f"/sheets/{await play.sheet('Гаммин', 'A1')}"))["history"]) == 1
    assert (await lay_as(play, "one", 4))["problem"]["type"].endswith("scores-unfit")
    assert (await lay_as(play, "one", 2))["status"] == 200
    chief = play.expert("chief")
    answer = await post(play, f"/skills/{play.skill}/marking/A1/devices", chief, {"devices": "one"})
    assert answer.status_code == 303
    assert (await play.get(f"/sheets/{sheet}"))["cards"] == {}
    assert (await lay_as(play, "one", 2))["problem"]["type"].endswith("on-one-device")
    assert (await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]}))["author"] == play.experts["one"]
    assert (await post(play, f"/skills/{play.skill}/marking/A1/devices", chief, {"devices": "x"})).status_code == 422
    assert (await post(play, f"/skills/{play.skill}/marking/A9/devices", chief, {"devices": "own"})).status_code == 404


async def test_three_scores_from_before_own_devices_wait_for_the_chief_and_are_not_lost(play: Play) -> None:
    sheet = await on_own_devices(play)
    tablet, chief = Tablet(play, "one"), play.expert("chief")
    three = await tablet.entry("A1.02", judgement=[2, 2, 3], entered_at="2026-11-20T07:00:00Z")
    for _ in range(2):
        [result] = await tablet.send(three)
        assert (result["problem"]["type"].rpartition("/")[2], result["late"]["why"]) == ("too-late", "own_devices")
    assert (await play.get(f"/sheets/{sheet}"))["history"] == []
    assert "had their own device" in await page(play, f"/skills/{play.skill}/late-entries", chief, language="en")
    entered = await play.post(f"/late-entries/{result['late']['id']}/entering", {"saw": None}, chief)
    [mark] = (await play.get(f"/sheets/{sheet}"))["history"]
    assert (entered["settlement"]["record"], mark["entry"]["scores"]) == (mark["id"], [2, 2, 3])


async def test_a_form_that_is_opened_again_is_judged_as_was_chosen_since_it_was_signed(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    chief, sheet = play.expert("chief"), await play.sheet("Бетин", "A1")
    await play.post(f"/skills/{play.skill}/sub-criteria/sign-offs", {"sub_criteria": ["A1"]}, play.expert("one"))
    devices = f"/skills/{play.skill}/sub-criteria/A1/devices"
    await play.call("PUT", devices, chief, {"devices": "own"}, expect=204)
    assert not (await play.get(f"/sheets/{sheet}"))["own_devices"], "what is signed stays as it was judged"
    again = {"aspects": ["A1.02"], "reason": "Апелляция"}
    await play.call("POST", f"/sheets/{sheet}/reopenings", chief, again)
    opened = await play.get(f"/sheets/{sheet}")
    assert opened["own_devices"]
    assert (await lay_as(play, "one", 1, saw=opened["marks"]["A1.02"]["id"]))["status"] == 200


async def test_a_form_without_scripts_lays_the_own_card_and_an_erasure_takes_it(play: Play) -> None:
    sheet = await on_own_devices(play)
    by = play.expert("one")
    shown = await page(play, f"/sheets/{sheet}", by, language="en")
    assert shown.count('name="A1.02-card"') == 4
    assert "A1.02-score1" not in shown
    await post(play, f"/sheets/{sheet}", by, {"A1.02-saw": "", "A1.02-card": "2"})
    (laid_one,) = (await play.app.sheets.get(UUID(sheet))).cards
    assert (str(laid_one.author), laid_one.score) == (play.experts["one"], 2)
    again = {"A1.02-saw": str(laid_one.id), "A1.02-card": "2"}
    assert (await post(play, f"/sheets/{sheet}", by, again)).status_code == 303
    assert (await post(play, f"/sheets/{sheet}", by, {**again, "A1.02-card": "x"})).status_code == 422
    assert (await play.app.sheets.get(UUID(sheet))).cards == (laid_one,)
    assert re.search(r'value="2"[^>]*checked', await page(play, f"/sheets/{sheet}", by))
    assert "checked" not in await page(play, f"/sheets/{sheet}", play.expert("two"))
    await forget_typed(play.app, await play.app.registrations.get(UUID(play.registrations["Бетин"])))
    assert (await play.app.sheets.get(UUID(sheet))).cards == ()
