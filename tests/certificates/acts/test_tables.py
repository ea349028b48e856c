"""What is to be another in many certificates comes by a table, and is looked at before it is done."""

from io import BytesIO
from typing import Any, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from tests.certificates.acts.test_many import HOME, WHY, started
from tests.certificates.playing import Play
from tests.certificates.test_issuing_pages import headers, once_of

from certificates import handlers
from certificates.domain.acts.act import Doing
from certificates.domain.acts.faults import BadTable, Fault, TableFault
from certificates.queries.blanks import sheets_of
from certificates.tables.cells import rows_in
from certificates.tables.columns import OF
from certificates.tables.reading import Read, rows_read
from shared.workbooks.writing import workbook

HEADING: Final = ("Регистрационный номер", "Имя в сертификате", "Баллы", "Дата присуждения")


def read(text: str, doing: Doing = Doing.REISSUE) -> Read:
    return rows_read(doing, rows_in(text.encode()))


async def brought(play: Play, content: bytes, what: str = "reissue", name: str = "table.xlsx") -> Any:
    by = headers(play)
    once = once_of((await play.http.get(f"{HOME}/tables", headers=by)).text)
    fields, files = {"what": what, "once": once}, {"file": (name, content)}
    answers = [await play.http.post(f"{HOME}/tables", data=fields, files=files, headers=by) for _ in range(2)]
    if answers[0].status_code != 303:
        return answers[0]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    return await play.http.get(answers[0].headers["location"], headers=by)


async def test_rows_are_issued_anew_and_what_is_wrong_stands_beside_its_row(play: Play) -> None:
    await play.issuer()
    for _ in range(3):
        await play.certificate()
    rows = [
        ("47-2026-000002", "Иная Снежана", None, None),
        ("47-2026-000001", None, None, "20.11.2026"),
        ("47-2026-000003", None, "50", None),
        ("47-2026-000009", "Некая", None, None),
        ("47-2026-000003", "Вторая Строка", None, None),
        ("нет", None, None, None),
    ]
    page = await brought(play, workbook("Sheet", [HEADING, *rows]))
    assert "with 2 entries" in page.text
    assert "points on the scale change too, and they are not given: 1" in page.text
    for row, words in ((5, "no such number"), (6, "an earlier row"), (7, "no registration number")):
        assert f'<th scope="row">{row}</th>' in page.text
        assert words in page.text
    assert len(await play.app.certificates.find_many({})) == 3
    done = await started(play, page, reason=WHY)
    assert "Done with 2 entries" in done.text
    found = await play.app.certificates.find_many({}, sort=[("number.number", 1)])
    assert [one.handed_out.name for one in found[3:]] == ["Иная Снежана", "Ёлкина Снежана Морозовна"]
    assert found[4].granted.on.isoformat() == "2026-11-20"
    assert [one.standing.state.value for one in found] == ["superseded", "superseded", "valid", "valid", "valid"]


async def test_what_a_table_says_of_somebody_goes_with_their_erasure_and_a_cell_with_its_end(play: Play) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(2)]
    rows = [("47-2026-000001", "Иная Снежана"), ("47-2026-000002", "Другая Снежана"), ("Сторонняя Вьюга", "Снежана")]
    page = await brought(play, workbook("Sheet", [HEADING[:2], *rows]))
    erased = await play.app.certificates.get(ids[0])
    await handlers.forget(erased.subject_id, play.app)
    kept = str(await play.app.acts.collection.find_one({}))
    assert ("Иная" in kept, "Другая" in kept, "Вьюга" in kept) == (False, True, True)
    done = await started(play, page, reason=WHY)
    assert ("Done with 1 entry" in done.text, "data was erased: 1" in done.text) == (True, True)
    assert "Вьюга" not in str(await play.app.acts.collection.find_one({})), "a cell may be anything"


async def sheets(play: Play, *ids: UUID) -> list[str | None]:
    """On which blank each certificate is."""
    found = await sheets_of(play.app, ids)
    return [str(on.blank) if (on := found[id_].on) else None for id_ in ids]


async def test_blanks_are_entered_by_a_table_found_corrected_and_never_two_on_one(play: Play) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(2)]
    table = "number;series;blank\n47-2026-000001;АБ;000123\n47-2026-000002;АБ;000124\n"
    page = await brought(play, table.encode(), "blanks", "blanks.csv")
    await started(play, page)
    assert await sheets(play, *ids) == ["АБ 000123", "АБ 000124"]
    for asked in ("АБ 000123", "аб 000123", "000123"):
        shown = await play.http.get(HOME, params={"blank": asked}, headers=headers(play))
        assert ("47-2026-000001" in shown.text, "47-2026-000002" in shown.text) == (True, False)
    again = await brought(play, "number;series;blank\n47-2026-000001;АБ;7\n".encode(), "blanks", "b.csv")
    assert "Is on a blank already" in again.text
    taken = await brought(play, "number;series;blank\n47-2026-000001;АБ;000124\n".encode(), "correct-blanks", "b.csv")
    assert "Another certificate is on this blank: 1" in taken.text
    wrong = await brought(play, b"number;blank\n47-2026-000001;77\n", "correct-blanks", "b.csv")
    assert (await started(play, wrong)).status_code == 422, "who corrects says why"
    await started(play, wrong, reason=WHY)
    table = "number;blank;spoilt_on\n47-2026-000002;78;20.11.2026\n47-2026-000001;79;01.01.2099\n"
    other = await brought(play, table.encode(), "reprint", "b.csv")
    assert "it was spoilt is still to come: 1" in other.text
    await started(play, other, reason=WHY)
    assert await sheets(play, *ids) == ["77", "78"]
    (spoilt,) = (await sheets_of(play.app, ids))[ids[1]].spoilt
    assert (str(spoilt.blank), str(spoilt.spoilt_on)) == ("АБ 000124", "2026-11-20")


async def test_the_template_is_read_back(play: Play) -> None:
    await play.issuer()
    for doing in OF:
        for language in ("ru", "en"):
            answer = await play.http.get(f"{HOME}/tables/{doing}.xlsx", headers=headers(play, language))
            (heading,) = load_workbook(BytesIO(answer.content)).active.values  # type: ignore[union-attr]
            with pytest.raises(BadTable) as refused:
                rows_read(doing, [(1, [str(cell) for cell in heading])])
            assert refused.value.fault is TableFault.EMPTY, "its headings are known"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (";Иная;;", Fault.NUMBER_MISSING),
        ("47-2026-1;Иная;;", Fault.NUMBER_UNREADABLE),
        ("47-2026-000001;;;", Fault.NOTHING_CHANGES),
        ("47-2026-000001;Ёлкина 🏅;;", Fault.NAME),
        (f"47-2026-000001;{'я' * 301};;", Fault.NAME),
        ("47-2026-000001;;87,505;", Fault.SCORE),
        ("47-2026-000001;;-1;", Fault.SCORE),
        ("47-2026-000001;;NaN;", Fault.SCORE),
        ("47-2026-000001;;;31.02.2026", Fault.DAY),
        ("47-2026-000001;;;20.11.0026", Fault.DAY),
    ],
)
def test_what_is_wrong_with_a_row(row: str, fault: Fault) -> None:
    said = read("number;name;total;granted_on\n" + row)
    assert [(one.row, one.fault) for one in said.faults] == [(2, fault)]
    assert said.rows == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("47-2026-000001;АБ;", Fault.BLANK_MISSING),
        (f"47-2026-000001;АБ;{'1' * 21}", Fault.BLANK),
        ("47-2026-000001;;7;Иная", Fault.NOT_READ),
        ("47-2026-000001;АБ;1\n47-2026-000002;АБ;1", Fault.BLANK_TWICE),
    ],
)
def test_what_is_wrong_with_a_row_of_blanks(row: str, fault: Fault) -> None:
    assert [one.fault for one in read("number;series;blank;name\n" + row, Doing.BLANKS).faults] == [fault]


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (70 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", TableFault.EMPTY),
        (b"number;name\n", TableFault.EMPTY),
        (b"%PDF-1.7", TableFault.UNKNOWN_KIND),
        (b"PK\x03\x04nothing", TableFault.BROKEN),
        (b"name;total\nx;1\n", TableFault.NO_HEADING),
        (b"number;snils\n47-2026-000001;1\n", TableFault.UNKNOWN_COLUMN),
        (b"number;name;name\n47-2026-000001;a;b\n", TableFault.COLUMN_TWICE),
        (b"number;name\n" + b"x;y\n" * 5001, TableFault.TOO_MANY_ROWS),
        (b'number;name\n47-2026-000001;"a\n', TableFault.BROKEN),
        (bomb(), TableFault.UNPACKS_TOO_LARGE),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_name(content: bytes, fault: TableFault) -> None:
    with pytest.raises(BadTable) as refused:
        rows_read(Doing.REISSUE, rows_in(content))
    assert refused.value.fault is fault


async def test_a_refused_file_is_said_on_the_page_and_nothing_is_kept(play: Play) -> None:
    await play.issuer()
    for content, words in (
        (bomb(), "The file unpacks to far more"),
        (b"number;snils\n1;1\n", "A column is not known: snils"),
    ):
        answer = await brought(play, content)
        assert (answer.status_code, words in answer.text) == (422, True)
    assert await play.app.acts.collection.count_documents({}) == 0
