"""Tables as people spoil them: each fault by its row and column, and what cannot be a table by its name. Nothing of them is granted."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import HEADINGS, Granting, as_csv, lines, offered, row, xlsx
from tests.competitions.playing import Play

from competitions.domain.awards.offers import Want
from shared.workbooks.writing import workbook

WANTS = tuple(
    Want(name, required=False)
    for name in ("hours", "score", "result", "period", "basis", "modules", "level", "evidence")
)
MORE = (
    "Подтверждение",
    "Баллы",
    "Из скольких баллов",
    "Результат",
    "Начало",
    "Окончание",
    "Модули",
    "Дата выдачи",
    "Язык",
    "Основание",
)
ALL = (*HEADINGS, *MORE)


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play, *WANTS)


def full(n: int, **other: Any) -> list[Any]:
    return [*row(n, **other), *(other.get(heading) for heading in MORE)]


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no family name": ({"Фамилия*": None}, "Фамилия*"),
    "a name of nothing that is seen": ({"Имя*": "\u200b\u00ad"}, "Имя*"),
    "a name that no certificate can show": ({"Имя*": "Вымысел\U0001f600"}, "Имя*"),
    "a name that is too long": ({"Фамилия*": "Я" * 201}, "Фамилия*"),
    "a number for a name": ({"Дата рождения": 12345678}, "Дата рождения"),
    "no such day": ({"Дата рождения": "31.02.2009"}, "Дата рождения"),
    "no date": ({"Дата рождения": "весной"}, "Дата рождения"),
    "not born yet": ({"Дата рождения": "01.01.2199"}, "Дата рождения"),
    "nobody is so old": ({"Дата рождения": "01.01.1801"}, "Дата рождения"),
    "no address": ({"Электронная почта": "anna.example.org"}, "Электронная почта"),
    "half a guardian": ({"Родитель: ФИО": "Пробная"}, "Родитель: ФИО"),
    "a guardian's address without a name": ({"Родитель: почта": "m@example.org"}, "Родитель: ФИО"),
    "words for hours": ({"Часы*": "много"}, "Часы*"),
    "half an hour": ({"Часы*": "7,5"}, "Часы*"),
    "no hours at all": ({"Часы*": 0}, "Часы*"),
    "a letter for a nought": ({"Часы*": "7О"}, "Часы*"),
    "more than there is to reach": ({"Баллы": "101", "Из скольких баллов": 100}, "Баллы"),
    "less than nothing": ({"Баллы": "-3"}, "Баллы"),
    "it ends before it begins": ({"Начало": "02.05.2026", "Окончание": "01.05.2026"}, "Окончание"),
    "a module without hours": ({"Модули": "Основы; Схемы — 12"}, "Модули"),
    "a mark in nothing": ({"Модули": " = отлично"}, "Модули"),
    "a module without its mark": ({"Модули": "Основы = "}, "Модули"),
    "a day that has not come": ({"Дата выдачи": "01.01.2199"}, "Дата выдачи"),
    "an unknown language": ({"Язык": "клингон"}, "Язык"),
    "a result of a thousand letters": ({"Результат": "очень " * 200}, "Результат"),
    "consent given tomorrow": ({"Согласие: дата": "01.01.2199"}, "Согласие: дата"),
    "true for hours": ({"Часы*": True}, "Часы*"),
}  # fmt: skip


async def test_every_fault_is_told_by_its_row_and_column(granting: Granting) -> None:
    spoilt = [full(n, **cells) for n, (cells, _) in enumerate(FAULTS.values())]
    table = await granting.bring(xlsx([*spoilt, full(len(spoilt))], ALL))
    assert table["found"] == {"new": 1, "known": 0, "changes": 0, "unsure": 0, "faulty": len(FAULTS)}
    rows = {one["number"]: one["faults"] for one in await granting.rows(table, "faulty")}
    letters = {heading: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place, heading in enumerate(ALL)}
    for number, (name, (_, column)) in enumerate(FAULTS.items(), 2):
        assert [one["where"] for one in rows[number]] == [letters[column]], name
        assert all(one["message"] and one["fix"] for one in rows[number]), name
    assert await granting.count("people") == await granting.count("awards") == 0


MEANT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a whole number as 72.0": ({"Часы*": "72.0"}, {"hours": 72}),
    "a number with a blank": ({"Часы*": " 1 44 "}, {"hours": 144}),
    "a comma for a point": ({"Баллы": "87,5", "Из скольких баллов": "100"}, {"score": "87.5", "out_of": "100"}),
    "wide digits": ({"Часы*": "７２"}, {"hours": 72}),
    "a date for a date": ({"Дата выдачи": date(2026, 5, 1)}, {}),
    "a serial number for a date": ({"Дата выдачи": 46143}, {}),
    "modules": (
        {"Модули": "Основы — 12; Схемы: 24 ч"},
        {"modules": [{"title": "Основы", "hours": 12, "mark": None}, {"title": "Схемы", "hours": 24, "mark": None}]},
    ),
    "marks": (
        {
            "Модули": "Основы — 12 = отлично; E=mc2: сборка = 12,5 из 15",
            "Подтверждение": "проект https://example.org/p",
        },
        {
            "modules": [
                {"title": "Основы", "hours": 12, "mark": "отлично"},
                {"title": "E=mc2: сборка", "hours": None, "mark": "12,5 из 15"},
            ],
            "evidence": "проект https://example.org/p",
        },
    ),
}


async def test_what_is_certainly_meant_is_taken(granting: Granting) -> None:
    rows = [full(n, **cells) for n, (cells, _) in enumerate(MEANT.values())]
    done = await granting.granted(xlsx(rows, ALL))
    assert done["granted"] == len(rows)
    told = await granting.told()
    for name, (_, facts) in MEANT.items():
        assert any(all(one["facts"][key] == value for key, value in facts.items()) for one in told), name
    assert {one["granted_on"] for one in told} == {"2026-05-28", "2026-05-01"}


def zipped(name: str, size: int) -> bytes:
    """Unpacks to so much."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in {"[Content_Types].xml": b"<x/>", name: b"\0" * size}.items():
            archive.writestr(part, content)
    return file.getvalue()


NO_TABLES: dict[str, bytes | Callable[[], bytes]] = {
    "nothing": b"",
    "blanks": b" \n\n ",
    "a document": b"%PDF-1.7 not a table",
    "a page": b"<html><table><tr><td>1</td></tr></table></html>",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a broken workbook": xlsx([row(1)])[:500],
    "a zip file of something else": zipped("word/document.xml", 10),
    "a bomb": partial(zipped, "xl/workbook.xml", 450 * 1024 * 1024),
    "words": "Просто слова\nи ещё слова\n".encode(),
    "an open quotation": 'Фамилия;Имя\n"Пробный;Вымысел\n'.encode(),
    "headings alone": as_csv([]),
    "no names": "Электронная почта;Часы\na@example.org;72\n".encode(),
    "a list": b'{"x": 1}\n[1, 2]\n',
    "a deep list": b'{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}\n",
    "no json": b'{"a": 1}\n{"b": \n',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", NO_TABLES)
async def test_what_is_no_table_is_refused_by_name(granting: Granting, name: str) -> None:
    content = NO_TABLES[name]
    table = await granting.bring(content if isinstance(content, bytes) else content())
    await granting.work()
    table = await granting.call("GET", f"/award-tables/{table['id']}")
    assert table["stage"] == "refused", table
    assert all(one["message"] and one["fix"] for one in table["refused"])
    assert (await granting.start(table, expect=409))["type"].endswith("/award-table-over")
    assert await granting.count("award_rows") == await granting.count("award_files") == 0


async def test_headings_are_found_however_they_are_written_and_others_are_left_alone(granting: Granting) -> None:
    headings = ["ФИО", "часы", "E-mail", "Цвет"]
    about: list[list[str | None]] = [["Список группы"], [None], [*headings]]
    content = workbook("Sheet", [*about, ["Пробная Анна Вымысловна", 36, "a@example.org", "синий"]])
    table = await granting.bring(content)
    assert (table["found"]["new"], table["ignored"]) == (1, ["Цвет"])
    await granting.start(table)
    await granting.work()
    [person] = await granting.play.app.people.find_many({})
    assert (person.family_name, person.given_name, person.patronymic) == ("Пробная", "Анна", "Вымысловна")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
async def test_csv_is_read_as_spreadsheets_write_it(granting: Granting, delimiter: str, encoding: str) -> None:
    table = await granting.bring(as_csv([row(n) for n in range(3)], delimiter, encoding))
    assert table["found"]["new"] == 3, table["refused"]


async def test_a_row_without_end_is_refused_and_holds_up_no_other(granting: Granting) -> None:
    endless = xlsx([[*row(1), *["ж" * 9_000] * 90]], (*HEADINGS, *(f"Лишнее {n}" for n in range(90))))
    table = await granting.bring(endless)
    assert table["stage"] == "refused"
    assert "больше текста" in table["refused"][0]["message"]


async def test_a_file_that_is_gone_is_asked_for_again(granting: Granting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("competitions.commands.awards.bringing.SHORT", 10)
    gone, other = [await granting.bring(xlsx([row(n)])) for n in range(2)]
    await granting.play.app.award_files.drop((await granting.play.app.award_tables.get(UUID(gone["id"]))).file_id)
    await granting.work()
    found = [await granting.call("GET", f"/award-tables/{one['id']}") for one in (gone, other)]
    assert [one["stage"] for one in found] == ["refused", "checked"]


async def test_a_fact_that_is_needed_is_asked_for_in_its_column_and_in_each_row(play: Play) -> None:
    granting = await offered(play)
    table = await granting.bring(lines([row(1, **{"Часы*": None})]))
    assert table["stage"] == "refused"
    assert "Часы" in table["refused"][0]["message"]
    table = await granting.bring(xlsx([row(1), row(2, **{"Часы*": None})]))
    [faulty] = await granting.rows(table, "faulty")
    assert faulty["faults"][0]["where"] == "H"
    await granting.start(table, leave_out_faulty=True)
    await granting.work()
    assert await granting.count("awards") == 1


ONE = "{" + '"Фамилия": "Пробный", "Имя": "Вымысел", '


@pytest.mark.parametrize(
    "content",
    [
        xlsx([["Пробный", "Вымысел", 72, 144]], ("Фамилия", "Имя", "Часы", "Hours")),
        xlsx([["Пробный", "Вымысел", 72, 144]], ("Фамилия", "Имя", "Часы", "Часы*")),
        "Фамилия;Имя;Часы;Часы\nПробный;Вымысел;72;144\n".encode(),
        f'{ONE}"Часы": 72}}\n{ONE}"Часы": 72, "hours": 144}}\n'.encode(),
        f'{ONE}"Часы": 72, "Часы": 144}}\n'.encode(),
    ],
    ids=["two words", "starred", "csv", "a later line", "one line"],
)
async def test_of_two_columns_for_one_field_nobody_knows_which_is_right(granting: Granting, content: bytes) -> None:
    table = await granting.bring(content)
    assert (table["stage"], await granting.count("award_rows")) == ("refused", 0)
    [fault] = table["refused"]
    assert fault["where"] in {"table!1", "table!2"}
    assert "Часы" in fault["message"] or "C, D" in fault["message"]


async def test_each_line_may_have_columns_of_its_own(granting: Granting) -> None:
    content = f'{ONE}"Цвет": "синий"}}\n{ONE}"Цвет": "синий", "Размер": 3, "Часы": "много"}}\n'.encode()
    table = await granting.bring(content)
    assert table["ignored"] == ["Цвет", "Размер"]
    kept = await granting.play.app.award_tables.get(UUID(table["id"]))
    assert [text for _, text in kept.headings] == ["Фамилия", "Имя", "Цвет", "Размер", "Часы"], (
        "to be handed back whole"
    )
