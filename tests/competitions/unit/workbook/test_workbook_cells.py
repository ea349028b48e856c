"""One rule for each kind of value: what a cell means is what people see in it, and what has no meaning is refused by its cell."""

from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.unit.workbook.workbooks import SMALL, cell_of, made, read, refused, with_cell
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.aspect import Aspect
from competitions.domain.measurement import Choice, NumberCompleted, RangedScore
from competitions.workbook.words import folded, one_line

PLAN = "Plan is there"
MATERIAL = Scheme().calculations[1]


def first(content: bytes) -> Aspect:
    return read(content).aspects[0]


def chosen(content: bytes) -> Aspect:
    """The aspect whose calculation is in the second row of `Calculations`."""
    return read(content).aspects[3]


def calculated(*row: Any) -> bytes:
    """A workbook whose last aspect has this calculation."""
    return made(calculations=[Scheme().calculations[0], row])


@pytest.mark.parametrize(
    "written", ["30", "30.0", "30,00", " 30 ", "30\u00a0", 30.0, 29.999999999999996, Decimal("30.00")]
)
def test_a_number_is_a_number_however_it_is_written(written: Any) -> None:
    content = made(cells={cell_of(PLAN, "K"): written, cell_of(PLAN, "I"): "1.0", "A5": "1", "I5": "40"})
    assert first(content).rule.maximum == 30
    assert first(content).section == 1


@pytest.mark.parametrize("written", ["1,250", "30 marks", "3O", "1 0", "0x1E", "30.5.1", "٣٠", "−", ""])
def test_a_text_that_may_mean_several_numbers_or_none_is_refused(written: str) -> None:
    cell = cell_of(PLAN, "K")
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: written or "\u200b"}))


def test_a_thousand_with_its_space_is_a_thousand() -> None:
    calculator = chosen(calculated("material", "RANGED_SCORE", True, "1\u00a0250,5", 2, 50)).rule.calculator
    assert isinstance(calculator, RangedScore)
    assert calculator.target == Decimal("1250.5")


@given(st.integers(-99_999_999, 99_999_999), st.integers(0, 4))
def test_the_noise_of_binary_fractions_is_no_digit(digits: int, places: int) -> None:
    """What a spreadsheet computes for a number of a few places is kept as that number."""
    exact = Decimal(digits).scaleb(-places)
    noisy = float(exact) * 3 / 3 + 1e-15 * float(exact)
    calculator = chosen(calculated("material", "RANGED_SCORE", True, noisy, 0.25, 0)).rule.calculator
    assert isinstance(calculator, RangedScore)
    assert calculator.target == exact


def test_a_computed_target_is_the_one_that_is_shown() -> None:
    content = calculated("material", "RANGED_SCORE", True, "target", 0.25, 0, 0.5, 50)
    rule = chosen(with_cell(content, "D2", '<c r="D2"><v>24.749999999999993</v></c>', sheet=2)).rule
    assert rule.calculator == RangedScore(Decimal("24.75"), rule.calculator.ranges)  # type: ignore[union-attr]
    assert [within for within, _ in rule.steps] == [Decimal("0.25"), Decimal("0.5")]


@pytest.mark.parametrize("target", [0.0000001, 1e9, -1e12, 1.23456789])
def test_a_number_that_no_form_could_show_is_refused_by_its_cell(target: float) -> None:
    assert "Calculations!D2" in refused(calculated("material", "RANGED_SCORE", True, target, 1, 50))


def test_a_target_whose_ranges_leave_what_can_be_entered_is_refused() -> None:
    assert "Calculations!D2" in refused(calculated("material", "RANGED_SCORE", True, 999_999_999, 1, 50))
    assert chosen(calculated("material", "RANGED_SCORE", True, 999_999_998, 1, 50)).rule.steps


def percent(content: Any, *places: tuple[str, str]) -> bytes:
    """The workbook with cells that are formatted as per cent."""
    book = content.book()
    for sheet, cell in places:
        book[sheet][cell].number_format = "0.0%"
    return saved(book)


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_per_cent_is_meant_as_it_is_shown() -> None:
    rows = [Scheme().calculations[0], ("material", "CHOICE", True, "none left", 0, 0.5, 0.25)]
    content = percent(Scheme(calculations=rows), ("Calculations", "G2"), ("Calculations", "F2"))
    calculator = chosen(content).rule.calculator
    assert isinstance(calculator, Choice)
    assert [(option.label, str(option.deduction)) for option in calculator.options] == [
        ("none left", "0"),
        ("50%", "25"),
    ]


def test_per_cent_may_be_written_out() -> None:
    calculator = chosen(calculated("material", "CHOICE", True, "none left", "0%", "some left", "25 %")).rule.calculator
    assert isinstance(calculator, Choice)
    assert [option.deduction for option in calculator.options] == [0, 25]


def test_weights_in_per_cent_are_marks_of_a_hundred_and_marks_in_per_cent_are_refused() -> None:
    scheme = Scheme(cells={"I5": 0.4})
    assert read(percent(scheme, (SHEET, "I5"))).sections[0].weight == 40
    cell = cell_of(PLAN, "K")
    assert f"{SHEET}!{cell}" in refused(percent(Scheme(cells={cell: 0.3}), (SHEET, cell)))


@pytest.mark.parametrize("written", [True, "TRUE", "true", "ИСТИНА", "да", "yes", "WAHR", "vrai", 1, "1", 1.0])
def test_true_is_true_in_every_language_of_ours(written: Any) -> None:
    assert chosen(calculated("material", "CHOICE", written, *MATERIAL[3:])).rule.partial


@pytest.mark.parametrize("written", [False, "FALSE", "ЛОЖЬ", "нет", "no", "falsch", "faux", 0, "0", None, "\u00a0"])
def test_false_is_false_and_so_is_an_empty_cell(written: Any) -> None:
    assert not chosen(calculated("material", "CHOICE", written, *MATERIAL[3:])).rule.partial


@pytest.mark.parametrize("written", ["x", "+", "частично", 2, "=1=1", datetime(2026, 1, 2)])  # noqa: DTZ001
def test_what_is_neither_is_refused_by_its_cell(written: Any) -> None:
    assert "Calculations!C2" in refused(calculated("material", "CHOICE", written, *MATERIAL[3:]))


def test_a_formula_has_the_value_that_the_spreadsheet_kept() -> None:
    """As LibreOffice writes TRUE, and as Excel writes what it computed."""
    content = with_cell(SMALL, "C2", '<c r="C2" t="b"><f aca="false">TRUE()</f><v>1</v></c>', sheet=2)
    content = with_cell(content, "D2", '<c r="D2" t="str"><f>A9</f><v>nothing left</v></c>', sheet=2)
    content = with_cell(content, cell_of(PLAN, "K"), f'<c r="{cell_of(PLAN, "K")}"><f>15*2</f><v>30</v></c>')
    content = with_cell(content, cell_of(PLAN, "E"), f'<c r="{cell_of(PLAN, "E")}" t="str"><f>B9</f><v>Plan</v></c>')
    assert first(content).description == "Plan"
    assert first(content).rule.maximum == 30
    rule = chosen(content).rule
    assert rule.partial
    assert isinstance(rule.calculator, Choice)
    assert rule.calculator.options[0].label == "nothing left"


@pytest.mark.parametrize("column", ["E", "G", "H", "I", "K"])
def test_a_formula_whose_value_is_not_kept_is_refused_by_its_cell(column: str) -> None:
    cell = cell_of(PLAN, column)
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: "=B10"}))


@pytest.mark.parametrize("cell", ["B15", "B11", "B5", "A1"])
def test_names_are_no_formulas_either(cell: str) -> None:
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: "=A2"}))


@pytest.mark.parametrize("value", [datetime(2026, 2, 1), time(12, 30), datetime(2026, 4, 3, 10, 0)])  # noqa: DTZ001
@pytest.mark.parametrize("place", [3, 4])
def test_what_became_a_date_is_refused_by_its_cell(value: Any, place: int) -> None:
    row = [*MATERIAL]
    row[place] = value
    assert f"Calculations!{'ABCDE'[place]}2" in refused(calculated(*row))


@pytest.mark.parametrize("column", ["E", "G", "H", "I", "K"])
def test_an_error_is_refused_by_its_cell(column: str) -> None:
    cell = cell_of(PLAN, column)
    content = made(cells={cell: "there"})
    found = refused(with_cell(content, cell, f'<c r="{cell}" t="e"><v>#REF!</v></c>'))
    assert f"{SHEET}!{cell}" in found


def test_numbers_for_texts_are_texts_without_noise() -> None:
    rows = [Scheme().calculations[0], ("material", "CHOICE", True, 0, 0, 1.0, 25, "noise", 100)]
    content = with_cell(made(calculations=rows), "H2", '<c r="H2"><v>0.30000000000000004</v></c>', sheet=2)
    calculator = chosen(content).rule.calculator
    assert isinstance(calculator, Choice)
    assert [option.label for option in calculator.options] == ["0", "1", "0.3"]
    assert first(made(cells={cell_of(PLAN, "E"): 2026.0})).description == "2026"


def test_true_and_false_are_no_texts() -> None:
    cell = cell_of(PLAN, "E")
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: True}))


def test_letters_that_look_alike_count_as_the_ones_that_are_meant() -> None:
    cells = {"A15": "А1", "A11": "А", cell_of(PLAN, "D"): "М", cell_of("Plan is clear", "D"): "Ј", "A4": "Sеction"}
    assert read(made(cells=cells)) == read(SMALL)


@pytest.mark.parametrize("written", [1.0, "1", "1.0", "Day 1", "C1", "С1", "день 1"])
def test_a_day_of_marking_is_a_number_or_a_day(written: Any) -> None:
    assert read(made(cells={"C15": written})).sub_criteria[0].day == 1


@pytest.mark.parametrize("written", ["Monday", 1.5, -1, datetime(2026, 11, 24)])  # noqa: DTZ001
def test_another_day_is_refused_by_its_cell(written: Any) -> None:
    assert f"{SHEET}!C15" in refused(made(cells={"C15": written}))


def test_what_people_leave_in_empty_cells_is_nothing() -> None:
    cells: dict[str, Any] = dict.fromkeys(
        ("A2", "B7", "A13", "D15", "F15", "G15", "I15", "L20", "A16", "B16"), "\u00a0"
    )
    cells |= {"K15": "=SUM(K16:K17)", cell_of(PLAN, "J"): " ", cell_of(PLAN, "F"): "see below", "C15": ""}
    scheme = read(made(cells=cells))
    assert scheme.aspects == read(SMALL).aspects
    assert scheme.sub_criteria[0].day is None


def test_a_text_that_is_too_long_is_not_cut_off_without_a_word() -> None:
    cell = cell_of(PLAN, "G")
    assert first(made(cells={cell: "x" * 5000})).details == "x" * 5000
    assert f"{SHEET}!{cell}" in refused(made(cells={cell: "x" * 5001}))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Ёлка", "Ёлка"),
        ("co\u00adop", "coop"),
        ("line_x000D_\nbreak", "line break"),
        ("_x005F_x000D_", "_x000D_"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u0000b\u0007c", "a b c"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("\u200cedge\u200d", "edge"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_ alone", "alone"),
    ],
)
def test_texts_are_what_people_see_in_them(raw: str, clean: str) -> None:
    assert one_line(raw) == clean


@given(st.text())
def test_a_clean_text_stays_as_it_is_and_can_be_sent(raw: str) -> None:
    clean = one_line(raw)
    assert one_line(clean) == clean
    assert clean == clean.strip()
    clean.encode()
    folded(clean)


def test_a_heap_of_accents_is_composed_at_once() -> None:
    """Composing takes time by the square of their number; three million would take a day."""
    assert len(one_line("a" + "\u0300\u0316" * 1_500_000)) < 20


def test_a_number_of_things_that_is_no_whole_one_is_refused() -> None:
    rows = [("parts", "NUMBER_COMPLETED", True, 2.5), MATERIAL]
    assert "Calculations!D1" in refused(made(calculations=rows))
    rows = [("parts", "NUMBER_COMPLETED", True, "5.0"), MATERIAL]
    assert read(made(calculations=rows)).aspects[2].rule.calculator == NumberCompleted(5)
