"""A row of a table says in what it was earned: a championship as people call it, a course, an event; else what the table says."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.awards.granting import HEADINGS, Granting, held, lines, offered, row, xlsx
from tests.competitions.awards.test_pages import html, send
from tests.competitions.playing import HOME, Play
from tests.signed_in import cookies, session

from competitions.domain.awards.offers import Want
from shared.text import Text

WHERE = (*HEADINGS, "Чемпионат", "Курс", "Мероприятие")
BOTH = Text("Отборочный «Проба пера»", "Qualifier “Trial”")


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


def earned_in(
    n: int, championship: str | None = None, course: str | None = None, event: str | None = None
) -> list[Any]:
    return [*row(n), championship, course, event]


def by_context(told: list[Any]) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for one in told:
        context = one["context"]
        name = context["id"] if context["kind"] == "championship" else context["title"] and context["title"]["ru"]
        found[name] = found.get(name, 0) + 1
    return found


async def test_each_row_may_be_earned_in_something_of_its_own(granting: Granting) -> None:
    first = await held(granting, BOTH)
    special = await held(granting, Text("Абилимпикс области", "Abilympics of the region"), ruleset="abilympics")
    rows = [
        earned_in(1, 'отборочный "ПРОБА ПЕРА"'),
        earned_in(2, "Qualifier “trial”"),
        earned_in(3, f"https://skills.example/championships/{first}"),
        earned_in(4, "Абилимпикс области"),
        earned_in(5, course="Сварка для начинающих"),
        earned_in(6, event="Неделя без турникетов"),
        earned_in(7, course="«Робототехника»"),
        earned_in(8),
        earned_in(1, "Абилимпикс области"),
    ]
    table = await granting.bring(xlsx(rows, WHERE), title_en="Robotics")
    assert (table["found"]["new"], table["found"]["faulty"]) == (9, 0), table
    shown = {one["name"] and one["name"]["ru"]: one["rows"] for one in table["occasions"]}
    assert shown == {
        BOTH.ru: 3, "Абилимпикс области": 2, "Робототехника": 2, "Сварка для начинающих": 1, "Неделя без турникетов": 1,
    }  # fmt: skip
    await granting.start(table)
    await granting.work()
    told = await granting.told()
    assert by_context(told) == {
        first: 3, special: 2, "Робототехника": 2, "Сварка для начинающих": 1, "Неделя без турникетов": 1,
    }  # fmt: skip
    assert {one["special_category"] for one in told if one["context"]["id"] == special} == {True}
    assert not any(one["special_category"] for one in told if one["context"]["id"] != special)
    assert {one["context"]["title"]["en"] for one in told if by_context([one]) == {"Робототехника": 1}} == {"Robotics"}
    again = await granting.bring(xlsx(rows, WHERE))
    assert again["found"]["known"] == 9, "in what it was earned is part of what makes a row the same"
    alone = await granting.bring(
        xlsx([row(4)]), context="championship", championship_id=special, title_ru="", title_en=""
    )
    assert alone["found"]["known"] == 1, "said for all rows it is the same award"


async def test_programs_say_it_in_lines_of_json(granting: Granting) -> None:
    first = await held(granting, BOTH)
    content = lines([row(1), row(2), row(3)]).decode().splitlines()
    said = [
        one[:-1] + f', "{name}": "{first}"}}' for one, name in zip(content, ("championship", "Чемпионат"), strict=False)
    ]
    table = await granting.bring("\n".join([*said, content[2]]).encode())
    assert [one["rows"] for one in table["occasions"]] == [2, 1]


async def test_what_is_no_championship_of_the_officers_is_told_beside_its_row(granting: Granting) -> None:
    await held(granting, BOTH)
    await held(granting, Text("Чужой чемпионат", "Another"), organisation="region-50")
    draft = await held(granting, Text("Черновик", "Draft"), announced_at=None)
    bad = ["Нет такого", "Чужой чемпионат", "Черновик", draft, f"{BOTH.ru}, 2031", str(uuid4())]
    rows = [*(earned_in(n, name) for n, name in enumerate(bad)), earned_in(50, BOTH.ru, "Курс"), earned_in(51, BOTH.ru)]
    table = await granting.bring(xlsx(rows, WHERE))
    assert (table["found"]["faulty"], table["found"]["new"]) == (7, 1)
    faults = [one["faults"][0] for one in await granting.rows(table, "faulty")]
    assert [one["where"] for one in faults] == ["K"] * 6 + ["L"]
    assert [one["message"] for one in faults if "другая организация" in one["message"]] == [faults[1]["message"]]
    await granting.start(table, leave_out_faulty=True)
    await granting.work()
    assert len(await granting.told()) == 1, "none of the others is taken for one of the table's own course"


async def test_which_of_several_is_meant_is_asked_before_a_row_is_checked(granting: Granting) -> None:
    old, new = await held(granting, BOTH, 2025), await held(granting, BOTH, 2026)
    rows = [
        earned_in(1, BOTH.ru),
        earned_in(2, BOTH.en),
        earned_in(3, f"{BOTH.ru}, 2025"),
        earned_in(4, f"{BOTH.ru}, 02.04.2026"),
    ]
    table = await granting.bring(xlsx([*rows, earned_in(5)], WHERE))
    assert (table["stage"], [one["written"] for one in table["unclear"]]) == ("asked", [BOTH.ru, BOTH.en])
    assert [one["id"] for one in table["unclear"][0]["choices"]] == [new, old]
    assert await granting.count("award_rows") == 0
    at = f"/award-tables/{table['id']}/championships"
    for meant in ({BOTH.ru: new}, {BOTH.ru: new, BOTH.en: str(uuid4())}):
        refused = await granting.call("POST", at, {"meant": meant}, expect=422)
        assert refused["type"].endswith("/which-championship")
    await granting.start(table, expect=409)
    said = {"meant": {BOTH.ru.upper(): new, BOTH.en: old}}
    checked = await granting.call("POST", at, said, expect=202)
    assert (checked["stage"], checked["found"]["new"], checked["unclear"]) == ("checked", 5, [])
    assert (await granting.call("POST", at, said, expect=202))["found"]["new"] == 5, "a repeat changes nothing"
    await granting.call("POST", at, {"meant": {BOTH.ru: old, BOTH.en: old}}, expect=409)
    assert await granting.count("award_files") == 0
    await granting.start(checked)
    await granting.work()
    assert by_context(await granting.told()) == {new: 2, old: 2, "Робототехника": 1}


async def test_a_long_table_is_read_again_by_the_worker_and_a_cancelled_one_never(
    granting: Granting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("competitions.commands.awards.bringing.SHORT", 10)
    meant = {await held(granting, BOTH, year) for year in (2025, 2026)}
    kept, cancelled = [await granting.bring(xlsx([earned_in(n, BOTH.ru)], WHERE)) for n in range(2)]
    await granting.work()
    await granting.call("POST", f"/award-tables/{cancelled['id']}/cancellation")
    for table, status in ((kept, 202), (cancelled, 409)):
        at = f"/award-tables/{table['id']}/championships"
        await granting.call("POST", at, {"meant": {BOTH.ru: min(meant)}}, expect=status)
    await granting.work()
    stages = [(await granting.call("GET", f"/award-tables/{one['id']}"))["stage"] for one in (kept, cancelled)]
    assert stages == ["checked", "cancelled"]
    assert await granting.count("award_files") == 0


async def test_when_a_championship_was_its_row_need_not_say(granting: Granting) -> None:
    play = granting.play
    known = await play.app.offers.get(granting.achievement)
    await play.app.offers.record([replace(known, edition=2, wants=(Want("period", required=True),))])
    await held(granting, BOTH)
    table = await granting.bring(
        xlsx([earned_in(1, BOTH.ru), earned_in(2)], WHERE), context="none", title_ru="", title_en=""
    )
    assert table["stage"] == "checked", table["refused"]
    [faulty] = await granting.rows(table, "faulty")
    assert faulty["number"] == 3
    dated = xlsx([[*earned_in(1, BOTH.ru), "01.05.2026"]], (*WHERE, "Начало"))
    await granting.granted(dated)
    assert (await granting.told())[0]["context"]["starts_on"] is None, "its own events say when it is held"


async def test_the_page_asks_counts_and_says_what_may_stand_in_a_row(granting: Granting) -> None:
    play = granting.play
    play.http.cookies.update(cookies(play.app.settings, session("olga", ["officer"], HOME)))
    old, new = await held(granting, BOTH, 2025), await held(granting, BOTH, 2026)
    table = await granting.bring(xlsx([earned_in(1, BOTH.ru), earned_in(2), earned_in(3, event="Неделя")], WHERE))
    here = f"/awards/tables/{table['id']}"
    asked = await html(granting, here)
    assert re.findall(r'name="meant-0" value="([0-9a-f-]{36})"', asked) == [new, old]
    empty = await send(granting, f"{here}/championships", {})
    assert (empty.status_code, "error-summary" in empty.text) == (422, True)
    await send(granting, f"{here}/championships", {"meant-0": old})
    checked = await html(granting, here)
    [counted] = re.findall(r'<table id="occasions">.*?</table>', checked, re.DOTALL)
    assert BOTH.ru in counted
    assert "Неделя" in counted
    assert (await play.app.award_tables.get(UUID(table["id"]))).meant[0][1] == UUID(old)
    await granting.granted(xlsx([earned_in(3, event="Неделя")], WHERE))
    undated = {"Дата рождения": None}
    rows = [[*row(3, **undated), None, None, name] for name in ("Неделя", "Месяц")]
    unsure = await granting.bring(xlsx(rows, WHERE))
    shown = await html(granting, f"/awards/tables/{unsure['id']}")
    assert re.findall(r'<p class="hint">(Неделя|Месяц)</p>', shown) == ["Неделя", "Месяц"], (
        "for which of the two who is asked"
    )


async def test_what_was_said_of_one_name_stays_said_while_another_is_asked(
    granting: Granting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More names than are asked at once, or one that came to be unclear meanwhile: each round once forgot the one before."""
    monkeypatch.setattr("competitions.tables.occasions.MOST_ASKED", 1)
    old, new = await held(granting, BOTH, 2025), await held(granting, BOTH, 2026)
    table = await granting.bring(xlsx([earned_in(1, BOTH.ru), earned_in(2, BOTH.en)], WHERE))
    at = f"/award-tables/{table['id']}/championships"
    asked = await granting.call("POST", at, {"meant": {BOTH.ru: old}}, expect=202)
    assert (asked["stage"], [one["written"] for one in asked["unclear"]]) == ("asked", [BOTH.en])
    checked = await granting.call("POST", at, {"meant": {BOTH.en: new}}, expect=202)
    assert (checked["stage"], checked["found"]["new"]) == ("checked", 2)
    assert {one["id"]: one["rows"] for one in checked["occasions"]} == {old: 1, new: 1}
    again = await granting.call("POST", at, {"meant": {BOTH.en: new}}, expect=202)
    assert again["stage"] == "checked", "a repeat changes nothing"
