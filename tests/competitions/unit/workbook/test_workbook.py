"""The reader of foreign files: what it takes, and what it refuses with the cell and the way to mend it."""

import zipfile
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.unit.workbook.workbooks import SMALL, cell_of, made, read, refused, rezipped
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.measurement import Choice, NumberCompleted
from competitions.workbook import WorkbookRefused

REAL = Path(__file__).parents[5] / "shared" / "data" / "ES2023_skill17_marking_scheme.xlsx"


@pytest.mark.skipif(not REAL.is_file(), reason="the real workbook of EuroSkills 2023 is not beside the checkout")
def test_the_real_workbook_comes_in_exactly() -> None:
    scheme = read(REAL.read_bytes())
    types = [aspect.rule.type for aspect in scheme.aspects]
    assert (len(types), types.count("M"), types.count("J")) == (149, 123, 26)
    assert len(scheme.sub_criteria) == 36
    assert scheme.total == Decimal("100.00")
    assert scheme.variation == 0
    assert "".join(criterion.letter for criterion in scheme.criteria) == "ABCDEF"
    assert [int(criterion.maximum) for criterion in scheme.criteria] == [17, 23, 17, 22, 16, 5]
    assert all(len(aspect.descriptors) == 4 for aspect in scheme.aspects if aspect.rule.type == "J")


def test_a_small_workbook_comes_in_whole() -> None:
    scheme = read(made())
    assert scheme.title == "99 Test Craft"
    assert [form.code for form in scheme.sub_criteria] == ["A1", "B1", "B2"]
    first, judged, counted, chosen = scheme.aspects
    assert (first.code, first.section, first.description) == ("A1.01", 1, "Plan is there")
    assert first.rule.maximum == 30
    assert judged.descriptors == ("Level 0", "Level 1", "Level 2", "Level 3")
    assert counted.rule.calculator == NumberCompleted(5)
    assert counted.rule.partial
    assert isinstance(chosen.rule.calculator, Choice)


def test_a_calculation_is_found_by_its_row_number_too() -> None:
    forms = dict(Scheme().forms)
    forms["B1"] = [("M", "Parts made", 2, 1, 50)]
    assert read(made(forms=forms)).aspects[2].rule.calculator == NumberCompleted(5)


def test_binary_noise_of_a_spreadsheet_is_no_third_decimal() -> None:
    forms = dict(Scheme().forms)
    forms["A1"] = [("M", "One", 1, None, 0.1 + 0.2), ("M", "Two", 1, None, 39.7)]
    assert read(made(forms=forms)).aspects[0].rule.maximum == Decimal("0.30")


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04 broken", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0" * 9]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert "workbook" in refused(content)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "workbook" in refused(stream.getvalue())


def test_a_sum_of_99_90_names_the_cell_of_the_sum() -> None:
    forms = dict(Scheme().forms)
    forms["B2"] = [("M", "Material", 2, "material", 9.9)]
    found = refused(made(forms=forms, criteria=(("A", "Planning", 40), ("B", "Product", 59.9))))
    fault = found[f"{SHEET}!K9"]
    assert fault.facts["total"] == "99.90"


def test_a_criterion_whose_stated_marks_are_wrong_is_told() -> None:
    found = refused(made(criteria=(("A", "Planning", 41), ("B", "Product", 60))))
    assert found[f"{SHEET}!K11"].facts == {"letter": "A", "stated": "41.00", "total": "40.00"}


def test_a_variation_above_the_limit_names_the_section() -> None:
    forms = dict(Scheme().forms)
    forms["B1"] = [("M", "Parts made", 2, "parts", 44.5), ("M", "Moved", 1, None, 5.5)]
    found = refused(made(forms=forms))
    assert found[f"{SHEET}!K5"].facts["marks"] == "45.50"
    assert f"{SHEET}!K6" in found


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("D", "X"),
        ("D", "Judgement"),
        ("K", "=10+20"),
        ("K", "thirty"),
        ("K", -1),
        ("K", 0),
        ("K", 0.125),
        ("K", 1e300),
        ("K", True),
        ("K", None),
        ("I", "=1"),
        ("I", 9),
        ("I", 1.5),
        ("I", None),
        ("J", "no such calculation"),
    ],
)
def test_a_wrong_cell_of_an_aspect_is_named(column: str, value: Any) -> None:
    cell = cell_of("Plan is there", column)
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: value}))


@pytest.mark.parametrize(("cell", "value"), [("A5", "one"), ("I5", "=40"), ("I6", "sixty"), ("I5", None)])
def test_a_wrong_cell_of_a_section_is_named(cell: str, value: Any) -> None:
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: value}))


def test_a_sub_criterion_of_no_criterion_is_named() -> None:
    forms = {**Scheme().forms, "C1": [("M", "Lost", 1, None, 1)]}
    found = refused(made(forms=forms))
    assert any("C1" in fault.facts.values() for fault in found.values())


def test_a_name_that_is_no_sub_criterion_is_named() -> None:
    forms = {**Scheme().forms, "Z9": [("M", "Lost", 1, None, 1)]}
    assert any(fault.facts.get("value") == "Z9" for fault in refused(made(forms=forms)).values())


@pytest.mark.parametrize(
    "row",
    [
        ("x", "SOMETHING", True),
        ("x", "NUMBER_COMPLETED", True, "five"),
        ("x", "NUMBER_COMPLETED", True, 0),
        ("x", "CHOICE", True, "none", 0, "some"),
        ("x", "CHOICE", True, "none", 0, "some", 101),
        ("x", "CHOICE", True, "same", 0, "same", 1),
        ("x", "RANGED_SCORE", True, 10, 2, 50, 1, 60),
        ("x", "RANGED_SCORE", True),
        ("x", "PASS_FAIL", True, 1),
    ],
)
def test_a_wrong_calculation_is_a_fault_of_the_aspects_that_point_there(row: tuple[Any, ...]) -> None:
    content = made(calculations=[*Scheme().calculations, row])
    assert read(content).total == 100
    cell = cell_of("Plan is there", "J")
    found = refused(made(calculations=[*Scheme().calculations, row], cells={cell: 3}))
    assert f"{SHEET}!{cell}" in found
    assert any(where.startswith("Calculations!") and where.endswith("3") for where in found)
    assert len(found) == 2


def test_a_missing_sheet_is_told() -> None:
    book = Scheme().book()
    book[SHEET].title = "Sheet1"
    stream = BytesIO()
    book.save(stream)
    assert "workbook" in refused(stream.getvalue())


@pytest.mark.parametrize("heading", ["A4", "A9"])
def test_a_missing_block_is_told(heading: str) -> None:
    assert f"{SHEET}!A1" in refused(made(cells={heading: "Something else"}))


SCORES = ("F18", "F19", "F20", "F21")
"""Where the four descriptors of the judgement aspect are."""


def test_descriptors_belong_to_their_scores_in_whatever_order() -> None:
    turned = dict(zip(SCORES, (3, 2.0, "1", "0"), strict=True))
    assert read(made(cells=turned)).aspects[1].descriptors == ("Level 3", "Level 2", "Level 1", "Level 0")


def test_a_score_is_described_once_and_each_is() -> None:
    assert f"{SHEET}!F21" in refused(made(cells={"F21": 2}))
    assert f"{SHEET}!F17" in refused(made(cells={"F21": None}))
    assert f"{SHEET}!F21" in refused(made(cells={"F21": 4}))


@pytest.mark.parametrize("letter", ["AB", "K", "1", "Ж"])
def test_a_criterion_has_one_letter(letter: str) -> None:
    assert f"{SHEET}!A11" in refused(made(cells={"A11": letter}))


def test_a_section_stands_there_once() -> None:
    assert refused(made(cells={"A6": 1}))[f"{SHEET}!A6"].facts == {"number": "1"}


def test_an_aspect_that_lost_its_type_is_not_left_out_without_a_word() -> None:
    cell = cell_of("Plan is there", "D")
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: None}))


def test_a_form_has_no_more_aspects_than_its_page_can_send() -> None:
    many = [("M", f"Aspect {n}", 1, None, 0.25) for n in range(100)]
    forms = {**Scheme().forms, "A1": [*many, ("M", "Plan is there", 1, None, 15)]}
    assert refused(made(forms=forms))[f"{SHEET}!A15"].facts == {"code": "A1", "limit": "99"}


def test_a_scheme_has_no_more_aspects_and_text_than_can_be_kept() -> None:
    letters = "ABCDEFGHI"
    many = {f"{letter}{n}": [("M", "x", 1, None, 0.01)] * 99 for letter in letters for n in (1, 2)}
    one = {"sections": [(1, "All", 100)], "criteria": [(letter, "x", None) for letter in letters]}
    assert "aspects" in refused(made(**one, forms=many))[f"{SHEET}!A1"].message
    long = {"A1": [("M", "x" * 4000, 1, None, 1)] * 99, "A2": [("M", "x" * 4000, 1, None, 0.01)] * 99}
    long |= {"A3": [("M", "x" * 4000, 1, None, 0.01)] * 60}
    whole = {"sections": [(1, "All", 100)], "criteria": [("A", "x", None)]}
    assert "characters" in refused(made(**whole, forms=long))[f"{SHEET}!A1"].message


def test_everything_wrong_is_told_at_once() -> None:
    cells = {cell_of("Plan is there", "D"): "X", cell_of("Material", "K"): "ten", "I5": "=40"}
    assert {f"{SHEET}!{cell}" for cell in cells} <= set(refused(made(cells=cells)))


def test_a_million_empty_rows_are_passed_over() -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(200, 150_000))
    content = made()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = rezipped(content, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", rows + b"</sheetData>")})
    assert read(far) == read(content)


def test_a_far_cell_is_not_walked_to() -> None:
    assert f"{SHEET}!A5001" in refused(made(cells={"A1048576": "x"}))


def test_a_far_column_is_cut_off() -> None:
    assert read(made(cells={"XFD3": "x"})).total == 100


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = rezipped(made(), {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 100_000_000})
    assert len(bomb) < 1_000_000
    assert "workbook" in refused(bomb)


def test_entities_that_grow_are_not_expanded() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "workbook" in refused(rezipped(made(), {"xl/worksheets/sheet1.xml": lol}))


def test_a_file_that_is_too_large_is_refused_by_its_size() -> None:
    assert "workbook" in refused(b"PK" + b"\0" * (5 * 1024 * 1024))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(place: int, noise: bytes) -> None:
    damaged = SMALL[:place] + noise + SMALL[place + len(noise) :]
    with suppress(WorkbookRefused):
        assert read(damaged).total == 100


PARTS = zipfile.ZipFile(BytesIO(SMALL)).namelist()


def test_a_workbook_whose_list_of_parts_names_no_workbook_is_damaged() -> None:
    with zipfile.ZipFile(BytesIO(SMALL)) as archive:
        listed = archive.read("[Content_Types].xml")
    assert b"sheet.main+xml" in listed
    assert refused(rezipped(SMALL, {"[Content_Types].xml": listed.replace(b"sheet.main+xml", b"main+xml")}))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PARTS), st.data())
def test_damaged_parts_are_read_or_refused_and_nothing_else(part: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(SMALL)) as archive:
        before = archive.read(part)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, min(len(before), start + 60)))
    noise = data.draw(
        st.sampled_from([b"", b"0", b"-1", b"<", b"</c>", b'"', b"99999999999", b't="s"', b"NaN", b"\xff"])
    )
    with suppress(WorkbookRefused):
        assert read(rezipped(SMALL, {part: before[:start] + noise + before[end:]})).total == 100
