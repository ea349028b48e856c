"""Workbooks as other programs write them: only what stands in the cells counts. A format that is not read is named."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from tests.competitions.unit.workbook.workbooks import (
    SHARED,
    SMALL,
    STRINGS,
    cell_of,
    made,
    part,
    read,
    refused,
    rezipped,
    with_cell,
)
from tests.competitions.workbook_maker import SHEET, Scheme

SHEET1, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
RELATIONS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def renamed(content: bytes, rename: Callable[[str], str], **change: bytes) -> bytes:
    """The workbook with its parts under other names."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(rename(name), change.get(name, before.read(name)))
    return stream.getvalue()


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    before = part(content, name).decode()
    assert old in before
    return rezipped(content, {name: before.replace(old, new).encode()})


STYLED = {
    "an empty fill, as report generators write": ("fills", '<fill/><fill foo="1"/>'),
    "a font family beyond the known": ("fonts", '<font><family val="34"/></font>'),
    "an extension in a pattern": ("fills", "<fill><patternFill><extLst/></patternFill></fill>"),
}


@pytest.mark.parametrize("name", STYLED)
def test_odd_styles_are_no_concern(name: str) -> None:
    block, odd = STYLED[name]
    styles, count = re.subn(rf"<{block}.*?</{block}>", f"<{block}>{odd}</{block}>", part(SMALL, STYLES).decode())
    assert count == 1
    assert read(rezipped(SMALL, {STYLES: styles.encode()})) == read(SMALL)


def test_a_bad_date_in_the_properties_is_no_concern() -> None:
    core = part(SMALL, "docProps/core.xml")
    bad = re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\1yesterday", core)
    assert bad != core
    assert read(rezipped(SMALL, {"docProps/core.xml": bad, "docProps/app.xml": b"<broken"})) == read(SMALL)


def test_names_of_parts_are_the_same_in_small_and_large_letters() -> None:
    content = renamed(SHARED, lambda name: name.replace("sharedStrings", "SharedStrings"))
    assert read(content) == read(SHARED)
    content = renamed(SHARED, lambda name: name.replace("/", "\\") if name.startswith("xl/") else name)
    assert read(content) == read(SHARED)


def test_the_strict_variant_of_the_format_is_read() -> None:
    strict = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    parts = {}
    for name in (BOOK, RELATIONS, STRINGS, STYLES, SHEET1, "xl/worksheets/sheet2.xml"):
        text = part(SHARED, name).decode()
        for old, new in strict.items():
            text = text.replace(old, new)
        parts[name] = text.encode()
    assert read(rezipped(SHARED, parts)) == read(SHARED)


def test_a_prefix_for_every_element_changes_nothing() -> None:
    text = part(SMALL, SHEET1).decode()
    prefixed = re.sub(r"<(/?)([a-zA-Z]+)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
    assert read(rezipped(SMALL, {SHEET1: prefixed.encode()})) == read(SMALL)


@pytest.mark.parametrize("kind", ["template", "macros", "template with macros"])
def test_templates_and_workbooks_with_macros_have_cells_too(kind: str) -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    others = {
        "template": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "macros": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "template with macros": "application/vnd.ms-excel.template.macroEnabled.main+xml",
    }
    assert read(changed(SMALL, TYPES, main, others[kind])) == read(SMALL)


def test_rows_without_their_numbers_follow_one_another() -> None:
    text = part(SMALL, SHEET1).decode()
    numbers = set(re.findall(r'<row r="(\d+)"', text))
    bare = re.sub(r'<row r="(\d+)"', lambda row: "<row" if str(int(row[1]) - 1) in numbers else row[0], text)
    assert bare.count("<row>") > 10
    assert read(rezipped(SMALL, {SHEET1: bare.encode()})) == read(SMALL)


def test_cells_without_their_references_follow_one_another() -> None:
    cells = re.search(r'<row r="5">(.*?)</row>', part(SMALL, SHEET1).decode())
    assert cells
    one, name = re.findall(r"<c .*?</c>", cells[1])[:2]
    rest = cells[1].partition(name)[2]
    bare = re.sub(r' r="[A-Z]+5"', "", one + name) + "<c/>" * 6 + re.sub(r' r="[A-Z]+5"', "", rest)
    assert read(rezipped(SMALL, {SHEET1: part(SMALL, SHEET1).replace(cells[1].encode(), bare.encode())})) == read(SMALL)


def test_texts_in_runs_are_put_together_without_how_they_are_spoken() -> None:
    cell = cell_of("Plan is there", "E")
    runs = (
        f'<c r="{cell}" t="inlineStr"><is><r><rPr><b/></rPr><t>Plan </t></r><r><t xml:space="preserve">is there</t></r>'
        '<rPh sb="0" eb="1"><t>PURAN</t></rPh><phoneticPr fontId="1"/></is></c>'
    )
    assert read(with_cell(SMALL, cell, runs)) == read(SMALL)
    strings = part(SHARED, STRINGS).decode()
    first = re.search(r"<si><t>([^<]+)</t></si>", strings)
    assert first
    spoken = f'<si><r><t>{first[1][:3]}</t></r><r><t>{first[1][3:]}</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    assert read(rezipped(SHARED, {STRINGS: strings.replace(first[0], spoken, 1).encode()})) == read(SHARED)


def test_one_format_in_the_last_row_is_no_row() -> None:
    book = Scheme().book()
    book[SHEET]["A1048576"].number_format = "0.00"
    book[SHEET]["XFD3"].number_format = "0.00"
    stream = BytesIO()
    book.save(stream)
    assert read(stream.getvalue()) == read(SMALL)
    assert read(made(cells={"A1048576": " ", "B900000": "\u00a0"})) == read(SMALL)


def test_a_sheet_is_found_by_its_title_however_it_is_written() -> None:
    for title in (
        "cis marking scheme import",
        "CIS  Marking Scheme Import ",
        "Marking Scheme Import",
        "СIS Marking Scheme Import",
    ):
        book = Scheme().book()
        sheet = book[SHEET]
        sheet.title = "another"  # openpyxl counts up a title that differs in its letters' size alone
        sheet.title = title
        stream = BytesIO()
        book.save(stream)
        assert read(stream.getvalue()).criteria == read(SMALL).criteria


def test_faults_are_told_by_the_sheets_own_title() -> None:
    book = Scheme(cells={cell_of("Plan is there", "K"): "x"}).book()
    book[SHEET].title = "Marking Scheme Import"
    stream = BytesIO()
    book.save(stream)
    assert f"Marking Scheme Import!{cell_of('Plan is there', 'K')}" in refused(stream.getvalue())


OLDER = (
    "Sub\nCriteria\nID",
    "Sub Criteria\nName or Description",
    "Aspect\nType\nO = Obj\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Obj or Subj)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\nor Nominal\nSize (Obj Only)",
    "WSSS Section",
    "Max\nMark",
    "Criterion\nA",
    "Total\nMark",
)


def older() -> bytes:
    """The layout of about 2015 to 2017: no day, no calculations, objective aspects, another name for the standards."""
    rows: list[tuple[Any, ...]] = [("09 Test Craft",), (), ("Section", "", "", "", "", "", "", "WSSS Marks")]
    rows += [(1, "Organisation", *[""] * 5, 40), (2, "Making", *[""] * 5, 60), ()]
    rows += [("Criteria",), ("ID", "Name", *[""] * 6, "Mark"), ("A", "All", *[""] * 6, 100), (), OLDER, ("A1", "Form")]
    rows += [("", "", "O", "Measured", "", "how", "2 mm", 1, 40), ("", "", "J", "Judged", "", "", "", 2, 60)]
    rows += [("", "", "", "", score, f"Level {score}") for score in range(4)]
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def test_the_layout_of_earlier_years_is_read_by_its_headings() -> None:
    scheme = read(older())
    measured, judged = scheme.aspects
    assert (measured.rule.type, str(measured.rule.maximum), measured.section) == ("M", "40.00", 1)
    assert (measured.details, measured.requirement) == ("how", "2 mm")
    assert (judged.rule.type, judged.descriptors[3]) == ("J", "Level 3")
    assert [section.weight for section in scheme.sections] == [40, 60]


def test_several_blocks_of_criteria_have_headings_of_their_own() -> None:
    book = Scheme(criteria=(("A", "Planning", 40),)).book()
    sheet = book[SHEET]
    second = next(row[0].row for row in sheet.iter_rows() if row[0].value == "B1") - 1
    sheet.insert_rows(second, 5)
    for offset, row in enumerate(
        (("Criteria",), ("ID", "Name", *[None] * 8, "Mark"), ("B", "Product", *[None] * 8, 60))
    ):
        for column, value in enumerate(row, 1):
            sheet.cell(second + offset, column, value)
    stream = BytesIO()
    book.save(stream)
    assert read(stream.getvalue()) == read(SMALL)
