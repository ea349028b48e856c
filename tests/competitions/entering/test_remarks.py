"""A file that is refused comes back with what is wrong beside each row, and is mended in it."""

import re
from base64 import b64decode

import pytest
from tests.competitions.entering.entrants_file import HEADINGS, Row, file, rows, spoilt
from tests.competitions.entering.test_imports import entries, opened, people
from tests.competitions.playing import Play

from competitions.workbook.table import TableRow, read_table

COLUMN = "K"


async def bring(play: Play, content: bytes, language: str = "ru") -> str:
    answer = await play.http.post(
        f"/championships/{play.championship}/entries/import",
        files={"workbook": ("entrants.xlsx", content)},
        headers={**play.anna(), "accept": "text/html", "accept-language": language},
    )
    return answer.text if answer.status_code == 422 else str(answer.headers["location"])


def handed_back(html: str) -> bytes:
    found = re.search(r'href="data:[^;]+;base64,([^"]+)" download="[^"]+\.xlsx"', html)
    assert found, "no file to download"
    return b64decode(found[1])


def remarks(content: bytes, column: str = COLUMN) -> dict[int, str]:
    return {row.number: row.cells[column] for row in read_table(content) if column in row.cells}


@pytest.mark.parametrize(("language", "heading"), [("ru", "Что не так"), ("en", "What is wrong")])
async def test_every_faulty_row_has_its_remark_and_no_other_has_one(play: Play, language: str, heading: str) -> None:
    await opened(play)
    body, places = spoilt(rows(200), 24)
    content = handed_back(await bring(play, file(body), language))
    found = remarks(content)
    assert found.pop(1) == heading
    assert set(found) == {row for row, _column in places}
    for row, column in places:
        assert found[row].startswith(HEADINGS["ABCDEFGHIJ".index(column)].strip("*") + ": ")
    assert without_remarks(content) == without_remarks(file(body)), "the rest is as it was brought"
    assert (await entries(play), await people(play)) == (0, 0)
    assert await play.app.imports.find_many({}) == [], "nothing of the file is kept"


def without_remarks(content: bytes) -> list[TableRow]:
    return [
        TableRow(row.sheet, row.number, {name: text for name, text in row.cells.items() if name != COLUMN}, row.unread)
        for row in read_table(content)
    ]


async def test_more_faults_than_a_page_shows_all_stand_in_the_file(play: Play) -> None:
    await opened(play)
    body: list[Row] = [[None, *row[1:]] for row in rows(120)]
    html = await bring(play, file(body), "en")
    assert html.count('<th scope="row">Заявки!A') == 50
    assert "120 things to mend" in html
    assert len(remarks(handed_back(html))) == 121


async def test_the_file_with_remarks_is_mended_and_brought_again(play: Play) -> None:
    await opened(play)
    body = rows(8)
    body[3][0] = "Метеостанция"
    body[5][4] = "31.02.2009"
    first = handed_back(await bring(play, file(body)))
    again = handed_back(await bring(play, first))
    assert read_table(again) == read_table(first), "a remark of the time before is not told twice"
    body[3][0], body[5][4] = "01", "01.02.2009"
    told = [[*row, "Метеостанция: …" if place == 3 else None] for place, row in enumerate(body)]
    assert "/entries/import/" in await bring(play, file(told, (*HEADINGS, "Что не так")))


async def test_no_formula_comes_back(play: Play) -> None:
    await opened(play)
    body = rows(3)
    body[0][2] = "=HYPERLINK(1)"
    body[1][0] = None
    content = handed_back(await bring(play, file(body)))
    assert {row.cells.get("C") for row in read_table(content)} >= {"=HYPERLINK(1)"}
    assert b"<f>" not in content


@pytest.mark.parametrize("content", [b"no workbook", file([]), file([["x"]], headings=("Имя",))])
async def test_what_has_no_rows_to_mend_is_not_handed_back(play: Play, content: bytes) -> None:
    await opened(play)
    assert "base64" not in await bring(play, content)


async def test_a_page_that_shows_the_file_is_not_kept_for_repeated_requests(play: Play) -> None:
    await opened(play)
    body = rows(3)
    body[1][0] = None
    answer = await play.http.post(
        f"/championships/{play.championship}/entries/import",
        files={"workbook": ("entrants.xlsx", file(body))},
        headers={**play.anna(), "accept": "text/html", "idempotency-key": "a file"},
    )
    assert "base64" in answer.text
    kept = [one async for one in play.app.database["idempotency"].find({})]
    assert kept, "answers to programs are"
    assert not any(b"base64" in bytes(one.get("body") or b"") for one in kept)
