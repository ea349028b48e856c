"""Who is meant is certain by name and birth date; else somebody says it. What was granted otherwise is corrected when that is asked for."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import HEADINGS, Granting, offered, row, xlsx
from tests.competitions.playing import Play

from competitions.commands.keeping.erasures import ground_of
from competitions.domain.consents.erasure import Ground

NO_DATE = {"Дата рождения": None}


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


async def answer(granting: Granting, table: Any, answers: dict[str, str], *, expect: int = 200, **said: str) -> Any:
    body = {"answers": answers, **said}
    return await granting.call("POST", f"/award-tables/{table['id']}/answers", body, expect=expect)


async def test_a_namesake_without_a_birth_date_is_asked_about_and_the_answer_counts(granting: Granting) -> None:
    await granting.granted(xlsx([row(1), row(2)]))
    table = await granting.bring(xlsx([row(1, **NO_DATE), row(2, **NO_DATE), row(3, **NO_DATE)]))
    assert (table["found"]["unsure"], table["found"]["new"], table["open_questions"]) == (2, 1, 2)
    first, second = await granting.rows(table, "unsure")
    [kept] = first["candidates"]
    assert kept["birth_date"] == "1981-03-02"
    assert (await granting.start(table, expect=409))["type"].endswith("/award-questions-open")
    number = str(first["number"])
    wrong = await answer(granting, table, {number: second["candidates"][0]["id"]}, expect=422)
    assert wrong["type"].endswith("/no-such-choice")
    assert (await answer(granting, table, {number: kept["id"]}))["open_questions"] == 1
    assert (await answer(granting, table, {str(second["number"]): "another"}))["open_questions"] == 0
    await granting.start(table)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["granted"], done["unchanged"], done["corrected"]) == (2, 1, 0)
    assert await granting.count("people") == await granting.count("awards") == 4, "one namesake more, and one newcomer"


async def test_many_are_answered_at_once(granting: Granting) -> None:
    await granting.granted(xlsx([row(1)]))
    table = await granting.bring(xlsx([row(1, **NO_DATE), row(2, **NO_DATE), row(2, **NO_DATE)]))
    rows = await granting.rows(table, "unsure")
    assert [(one["number"], one["twin"], len(one["candidates"])) for one in rows] == [(2, None, 1), (4, 3, 0)]
    assert (await answer(granting, table, {}, for_all="only_candidate"))["open_questions"] == 1
    assert (await answer(granting, table, {}, for_all="leave_out"))["open_questions"] == 0
    await granting.start(table)
    await granting.work()
    assert await granting.count("awards") == 2


async def test_a_record_without_a_birth_date_may_be_whom_a_row_with_one_means(granting: Granting) -> None:
    await granting.granted(xlsx([row(1, **NO_DATE)]))
    table = await granting.bring(xlsx([row(1)]))
    [asked] = await granting.rows(table, "unsure")
    assert asked["candidates"][0]["birth_date"] is None


async def test_other_facts_are_corrections_that_are_seen_and_agreed_to(granting: Granting) -> None:
    await granting.granted(xlsx([row(1), row(2)]))
    table = await granting.bring(xlsx([row(1, **{"Часы*": 144}), row(2)]))
    assert (table["found"]["changes"], table["found"]["known"]) == (1, 1)
    [changed] = await granting.rows(table, "changes")
    assert changed["differing"] == ["hours"]
    assert (await granting.start(table, expect=409))["type"].endswith("/award-changes-unseen")
    await granting.start(table, correct=True)
    for _ in range(2):
        await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["corrected"], done["granted"]) == (1, 0)
    assert sorted((one["revision"], one["facts"]["hours"]) for one in await granting.told()) == [
        (1, 72),
        (1, 72),
        (2, 144),
    ]


async def test_an_answer_that_makes_a_row_a_correction_is_seen_and_agreed_to(granting: Granting) -> None:
    await granting.granted(xlsx([row(1), row(2)]))
    table = await granting.bring(xlsx([row(n, **NO_DATE, **{"Часы*": 144}) for n in (1, 2)]))
    first, second = await granting.rows(table, "unsure")
    [kept] = first["candidates"]
    assert kept["differing"] == ["hours"]
    assert (await answer(granting, table, {str(first["number"]): kept["id"]}))["corrections"] == 1
    assert (await answer(granting, table, {}, for_all="only_candidate"))["corrections"] == 2
    assert (await answer(granting, table, {str(second["number"]): "leave_out"}))["corrections"] == 1
    [changed] = await granting.rows(table, "changes")
    assert (changed["number"], changed["differing"]) == (first["number"], ["hours"])
    assert (await granting.start(table, expect=409))["type"].endswith("/award-changes-unseen")
    await granting.start(table, correct=True)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["corrected"], done["left_out"]) == (1, 1)


async def test_a_key_says_which_row_it_is_and_never_changes_hands(granting: Granting) -> None:
    def keyed(n: int, key: str, **other: Any) -> list[Any]:
        return [*row(n, **other), key]

    def sheet(*rows: list[Any]) -> bytes:
        return xlsx(rows, (*HEADINGS, "Ключ"))

    await granting.granted(sheet(keyed(1, "a-1"), keyed(2, "a-2")))
    table = await granting.bring(sheet(keyed(1, "a-1", **NO_DATE), keyed(3, "a-2"), keyed(4, "a-4"), keyed(5, "a-4")))
    assert table["found"] == {"new": 1, "known": 1, "changes": 0, "unsure": 0, "faulty": 2}
    other, twice = await granting.rows(table, "faulty")
    assert "С этим ключом" in other["faults"][0]["message"]
    assert "в строке 4" in twice["faults"][0]["message"]


async def test_the_same_row_is_found_however_far_apart_the_two_are(
    granting: Granting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are kept while the next are read: those on their way count as well."""
    monkeypatch.setattr("competitions.commands.awards.checking.AT_ONCE", 2)
    table = await granting.bring(xlsx([row(n) for n in (1, 2, 3, 2, 4, 1)]))
    assert table["found"] == {"new": 4, "known": 0, "changes": 0, "unsure": 0, "faulty": 2}
    assert [one["number"] for one in await granting.rows(table, "faulty")] == [5, 7]


async def test_two_tables_with_the_same_newcomers_make_nobody_twice(granting: Granting) -> None:
    rows = [row(n) for n in range(5)]
    tables = [await granting.bring(xlsx(rows)) for _ in range(2)]
    assert [one["found"]["new"] for one in tables] == [5, 5]
    for table in tables:
        await granting.start(table)
    await granting.work()
    assert await granting.count("people") == await granting.count("awards") == 5
    done = [await granting.call("GET", f"/award-tables/{one['id']}") for one in tables]
    assert sorted((one["granted"], one["unchanged"]) for one in done) == [(0, 5), (5, 0)]


async def test_a_table_is_cancelled_before_the_first_is_granted_and_never_after(granting: Granting) -> None:
    table = await granting.bring(xlsx([row(1)]))
    await granting.start(table)
    path = f"/award-tables/{table['id']}/cancellation"
    for _ in range(2):
        assert (await granting.call("POST", path))["stage"] == "cancelled"
    assert (await granting.start(table, expect=409))["type"].endswith("/award-table-over")
    assert await granting.count("award_rows") == await granting.count("award_files") == 0
    await granting.work()
    assert await granting.count("awards") == 0
    done = await granting.granted(xlsx([row(1)]))
    assert (await granting.call("POST", f"/award-tables/{done['id']}/cancellation", expect=409))["type"].endswith(
        "/award-table-over"
    )


async def test_who_is_erased_meanwhile_is_left_out_and_an_award_keeps_its_person(granting: Granting) -> None:
    play = granting.play
    await granting.granted(xlsx([row(1), row(2)]))
    table = await granting.bring(xlsx([row(1, **{"Часы*": 144}), row(2, **{"Часы*": 144})]))
    gone, stays = sorted((await granting.call("GET", "/awards"))["items"], key=lambda one: str(one["subject_id"]))
    await play.call("DELETE", f"/persons/{gone['subject_id']}", play.anna(), expect=204)
    await granting.start(table, correct=True)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["corrected"], done["left_out"]) == (1, 1)
    person = await play.app.people.get(UUID(stays["subject_id"]))
    assert await ground_of(play.app, person, [person.id]) is Ground.AWARD


async def test_about_a_child_nobody_but_the_guardian_is_written_to(granting: Granting) -> None:
    child = {"Дата рождения": "01.09.2015"}
    guardian = {"Родитель: ФИО": "Пробная Мать", "Родитель: почта": "mother@example.org"}
    rows = [row(1, **child, **guardian), row(2, **child), row(3, **child, **{"Родитель: ФИО": "Пробная Мать"})]
    table = await granting.granted(xlsx(rows))
    shown = (await granting.call("GET", f"/award-tables/{table['id']}/to-print"))["items"]
    assert [one["number"] for one in shown] == [3, 4]
    people = await granting.play.app.people.find_many({})
    assert {one.email for one in people if one.given_name == "Вымысел"} == {None}, "no address of a child is kept"
    assert {one.email for one in people if one.given_name == "Мать"} == {"mother@example.org", None}


async def test_paper_consents_are_kept_beside_the_award_and_told_nobody(granting: Granting) -> None:
    paper = {"Согласие: дата": "20.05.2026", "Согласие: номер дела": "17-03"}
    await granting.granted(xlsx([row(1, **paper)]))
    [award] = (await granting.call("GET", "/awards"))["items"]
    assert award["paper_consent"] == {"given_on": "2026-05-20", "file_number": "17-03"}
    [told] = await granting.told()
    assert "17-03" not in str(told)


async def test_a_long_table_is_checked_by_the_worker(granting: Granting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("competitions.commands.awards.bringing.SHORT", 10)
    table = await granting.bring(xlsx([row(1)]))
    assert table["stage"] == "reading"
    assert (await granting.start(table, expect=409))["type"].endswith("/award-table-over")
    await asyncio.gather(granting.work(), granting.work())
    assert (await granting.call("GET", f"/award-tables/{table['id']}"))["stage"] == "checked"
    assert await granting.count("award_files") == 0
