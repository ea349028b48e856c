"""Numbers as spreadsheets keep them, and those that nothing could hold."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from tests.competitions.unit.workbook.workbooks import SMALL, made, read, refused, rezipped
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.measurement import NumberCompleted


def test_binary_noise_in_a_criterions_stated_marks_is_no_difference() -> None:
    forms = {**Scheme().forms, "A1": [("M", "Plan is there", 1, None, 16.4), ("J", "Plan is clear", 1, None, 23.6)]}
    criteria = (("A", "Planning", 40.00000000000001), ("B", "Product", 60))
    assert read(made(forms=forms, criteria=criteria)).total == 100


@pytest.mark.parametrize("value", [True, "forty", 1e300, 0.125])
def test_a_criterions_stated_marks_that_are_no_marks_are_named(value: Any) -> None:
    assert f"{SHEET}!K11" in refused(made(cells={"K11": value}))


@pytest.mark.parametrize("value", [None, "=SUM(K14:K20)"])
def test_a_criterion_need_not_state_its_marks(value: Any) -> None:
    assert read(made(cells={"K11": value})).total == 100


@pytest.mark.parametrize("count", [1e30, 1e20, 10**30, 10**9, -(10**9)])
def test_a_number_that_nothing_could_hold_is_named(count: Any) -> None:
    assert "Calculations!D1" in refused(made(calculations=[("parts", "NUMBER_COMPLETED", True, count)]))


def test_each_number_of_a_range_that_nothing_could_hold_is_named() -> None:
    rows = [("parts", "RANGED_SCORE", True, 10, 1e12, 50), Scheme().calculations[1]]
    assert "Calculations!E1" in refused(made(calculations=rows))


def test_a_number_of_nine_digits_is_kept() -> None:
    rows = [("parts", "NUMBER_COMPLETED", True, 999_999_999), Scheme().calculations[1]]
    assert read(made(calculations=rows)).aspects[2].rule.calculator == NumberCompleted(999_999_999)


def test_a_number_beyond_all_numbers_is_named() -> None:
    with zipfile.ZipFile(BytesIO(SMALL)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        other = archive.read("xl/worksheets/sheet2.xml")
    assert b"<v>30</v>" in sheet
    assert f"{SHEET}!K16" in refused(
        rezipped(SMALL, {"xl/worksheets/sheet1.xml": sheet.replace(b"<v>30</v>", b"<v>1E999</v>")})
    )
    endless = other.replace(b"<v>5</v>", b"<v>1E999</v>")
    assert "Calculations!D1" in refused(rezipped(SMALL, {"xl/worksheets/sheet2.xml": endless}))
