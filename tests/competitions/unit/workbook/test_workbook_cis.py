"""What CIS itself writes into `Calculations`: read as it was meant, written so that it is read again."""

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.cis_export import CHOICE, COUNT, RANGED, REGULAR, export
from tests.competitions.unit.calculators import calculators
from tests.competitions.unit.workbook.workbooks import made, read, refused
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.aspect import Measured, Rule
from competitions.domain.measurement import Calculator, Choice, NumberCompleted, Option, PassFail
from competitions.workbook.cis import JOINT, NotUnderstood, NotWritable, decode, encode


def marks(content: bytes, place: int, *values: Any) -> list[str]:
    rule = read(content).aspects[place].rule
    return [str(rule.mark(Measured(value))) for value in values]


def test_an_export_of_cis_is_read_as_it_is() -> None:
    content = export(
        ("Measurement", "PASS_FAIL", True),
        ("Number Completed 4", "NUMBER_COMPLETED", True, COUNT),
        (None, "CHOICE", False, CHOICE),
        ("Deduct .25", "REGULAR_DIFFERENCE_DEDUCTION", True, REGULAR),
        pointers=(1, 2, 3, 4),
    )
    assert marks(content, 0, True, False) == ["25.00", "0.00"]
    assert marks(content, 1, "4", "3", "0") == ["25.00", "18.75", "0.00"]
    assert marks(content, 2, "no gap", "one gap", "two gaps or more") == ["25.00", "16.68", "0.00"]
    assert marks(content, 3, "0", "1", "3", "2.5", "99", "100", "500") == [
        "25.00", "24.75", "24.25", "24.50", "0.25", "0.00", "0.00",
    ]  # fmt: skip


def test_a_range_reaches_as_far_as_it_says_on_each_side() -> None:
    content = export((None, "RANGED_SCORE", True, RANGED), pointers=(1,))
    assert marks(content, 0, "0", "3", "3.01", "15", "15.01", "-0.01") == [
        "25.00", "25.00", "10.00", "10.00", "0.00", "0.00",
    ]  # fmt: skip
    rule = read(content).aspects[0].rule
    assert rule.steps == ()
    assert [tuple(map(str, span)) for span in rule.spans] == [("0", "3", "25.00"), ("0", "15", "10.00")]


def test_deductions_may_be_marks() -> None:
    text = CHOICE.replace("PERCENT", "UNIT")
    assert marks(export((None, "CHOICE", True, text), pointers=(1,)), 0, "one gap", "two gaps or more") == [
        "0.00",
        "0.00",
    ]
    text = text.replace("33.3", "3.3")
    assert marks(export((None, "CHOICE", True, text), pointers=(1,)), 0, "one gap") == ["21.70"]


def test_a_name_finds_a_calculation_of_cis_too() -> None:
    content = export(("Number Completed 4", "NUMBER_COMPLETED", True, COUNT), pointers=("number completed 4",))
    assert read(content).aspects[0].rule.calculator == NumberCompleted(4)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::4.50000000#x~x#"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::#x~x#four"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::4#x~x##-#NUM_POSSIBLE:::5#x~x#"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::4#x~x##-#ROUNDING:::1#x~x#"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::4"),
        ("NUMBER_COMPLETED", "NUM_POSSIBLE:::4#x~x##-#and something else"),
        ("CHOICE", CHOICE.replace("PERCENT", "SHARE")),
        ("CHOICE", CHOICE.replace("DEDUCTION_TYPE:::#x~x#PERCENT#-#", "")),
        ("CHOICE", CHOICE.replace("CHOICE2_LABEL:::#x~x#one gap#-#", "")),
        ("RANGED_SCORE", RANGED.replace("RANGE2_LOWER:::0E-8", "RANGE2_LOWER:::")),
        ("RANGED_SCORE", RANGED.replace("TARGET_VALUE:::0E-8", "TARGET_VALUE:::NaN")),
        ("RANGED_SCORE", RANGED.replace("TARGET_VALUE:::0E-8", "TARGET_VALUE:::0.0000001")),
        (
            "REGULAR_DIFFERENCE_DEDUCTION",
            REGULAR.replace("DIFFERENCE_TYPE:::#x~x#UNIT", "DIFFERENCE_TYPE:::#x~x#PERCENT"),
        ),
        ("SOMETHING_NEW", COUNT),
        ("PASS_FAIL", COUNT),
    ],
)
def test_what_says_something_else_is_not_guessed(kind: str, text: str) -> None:
    with pytest.raises(NotUnderstood):
        decode(kind, text)


UNKNOWN = ("Odd", "STOPWATCH_SCORE", True, "START:::1.00000000#x~x#")


def test_a_type_that_nobody_here_knows_is_a_fault_of_those_that_point_there() -> None:
    count = (None, "NUMBER_COMPLETED", True, COUNT)
    assert read(export(UNKNOWN, count, pointers=(2, 2))).total == 100
    content = export(UNKNOWN, count, pointers=(2, 1, "Odd"))
    where = set(refused(content))
    assert where == {f"{SHEET}!J15", f"{SHEET}!J16", "Calculations!B1"}


def test_the_way_on_is_full_or_zero() -> None:
    content = export(UNKNOWN, pointers=(1,))
    (fault,) = [fault for where, fault in refused(content).items() if where.startswith(SHEET)]
    assert "full or zero" in fault.fix
    assert read(export(UNKNOWN, pointers=(None,))).aspects[0].rule == Rule("A1.01", "M", Decimal(25))


@pytest.mark.parametrize(
    "text",
    [
        REGULAR.replace("DIFFERENCE:::1.00000000", "DIFFERENCE:::0E-8"),
        REGULAR.replace("0.25000000", "-0.25000000"),
        REGULAR.replace("0.25000000", "1001.0"),
    ],
)
def test_parameters_that_make_no_calculator_are_a_fault_as_well(text: str) -> None:
    assert "Calculations!D1" in refused(export((None, "REGULAR_DIFFERENCE_DEDUCTION", True, text), pointers=(1,)))


@given(calculators())
def test_what_is_written_as_cis_does_is_read_as_it_was(calculator: Calculator) -> None:
    try:
        text = encode(calculator)
    except NotWritable:
        return
    again = decode(calculator.type, text)
    assert again == calculator
    assert encode(again) == text


@given(calculators(), st.randoms())
def test_the_order_of_entries_means_nothing(calculator: Calculator, chance: Any) -> None:
    if isinstance(calculator, PassFail):
        return
    try:
        entries = JOINT.split(encode(calculator))
    except NotWritable:
        return
    chance.shuffle(entries)
    assert decode(calculator.type, "#-#".join(entries)) == calculator


def test_a_label_with_the_signs_between_entries_is_read_if_it_can_be_and_never_written_wrongly() -> None:
    for label in ("a#-#b", "a:::b", "a#x~x#b", "#-#", "a#-", "-#x~x#:::#-#-"):
        choice = Choice((Option(label, Decimal(0)),))
        assert decode("CHOICE", encode(choice)) == choice
    with pytest.raises(NotWritable):
        encode(Choice((Option("a#-#B:::1#x~x#", Decimal(0)),)))


SIGNS = st.lists(st.sampled_from(["#-#", ":::", "#x~x#", "NUM_POSSIBLE", "TARGET_VALUE", "4.0", "0E-8", "-"]))


@given(st.text(max_size=200) | SIGNS.map("".join))
def test_any_text_is_understood_or_not_and_nothing_else(text: str) -> None:
    for kind in ("NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE", "REGULAR_DIFFERENCE_DEDUCTION"):
        with suppress(NotUnderstood):
            assert decode(kind, text).type == kind


def test_the_layout_by_columns_says_partial_marks_in_column_c() -> None:
    """CIS's own column C says something else: it is TRUE for PASS_FAIL, and FALSE for a nameless choice of deductions."""
    rows = [Scheme().calculations[0], ("material", "CHOICE", False, "none left", 0, "some left", 25)]
    rule = read(made(calculations=rows)).aspects[3].rule
    assert str(rule.mark(Measured("some left"))) == "0.00"


GUIDE = (Path(__file__).parents[4] / "docs" / "guides" / "marking-schemes.md").read_text(encoding="utf-8")


def test_the_examples_of_the_guide_are_read() -> None:
    (text,) = re.findall(r"```\n(.*?)\n```", GUIDE)
    assert encode(decode("CHOICE", text)) == text
    rows = [("material", kind, True, *map(number, example.split(", "))) for kind, example in examples()]
    assert [row[1] for row in rows] == ["NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE"]
    for row in rows:
        calculator = read(made(calculations=[Scheme().calculations[0], row])).aspects[3].rule.calculator
        assert calculator.type == row[1]


def examples() -> list[tuple[str, str]]:
    """Types and parameters of the layout by columns."""
    return re.findall(r"^\| `([A-Z_]+)` \|[^|]+\| `([^`]+)`", GUIDE.partition("От руки")[2], re.MULTILINE)


def number(cell: str) -> Any:
    return float(cell) if re.fullmatch(r"[0-9.]+", cell) else cell
