"""What is exported is read back as the same scheme, whichever way its calculations were written."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.cis_export import CHOICE, COUNT, RANGED, REGULAR, export
from tests.competitions.unit.calculators import calculators
from tests.competitions.unit.workbook.workbooks import SHARED, SMALL, read
from tests.competitions.workbook_maker import Scheme

from competitions.domain.measurement import Calculator
from competitions.workbook.exporting import scheme_sheets
from shared.workbooks.writing import Sheet, book

BY_HAND = Scheme(
    forms={
        "A1": [("M", "+1 hole", 1, "высота, мм", 20), ("M", "Near", 1, "near", 20)],
        "B1": [("M", "All or nothing", 2, "all", 20), ("M", "Which", 2, "which", 20), ("J", "Look", 2, None, 20)],
    },
    calculations=(
        ("высота, мм", "PASS_FAIL", True),
        ("near", "RANGED_SCORE", False, 100, 2, 25, 4, 50),
        ("all", "NUMBER_COMPLETED", False, 7),
        ("which", "CHOICE", False, "no gap#-#B", 0, "1", 25),
    ),
).xlsx()
OF_CIS = export(
    (None, "NUMBER_COMPLETED", False, COUNT),
    (None, "CHOICE", False, CHOICE),
    ("length, mm", "RANGED_SCORE", True, RANGED),
    (None, "REGULAR_DIFFERENCE_DEDUCTION", True, REGULAR),
    pointers=(1, 2, 3, 4),
)


@pytest.mark.parametrize("content", [SMALL, SHARED, BY_HAND, OF_CIS], ids=["small", "shared", "by hand", "of CIS"])
def test_what_is_exported_is_imported_as_the_same_scheme(content: bytes) -> None:
    scheme = read(content)
    sheets = scheme_sheets(scheme)
    assert read(book(sheets)) == scheme
    assert read(book([*sheets, Sheet("Marks", [("A2", "D1")])])) == scheme, "whatever sheets stand beside"


@given(calculators(), st.booleans())
def test_every_calculation_comes_back(calculator: Calculator, has_unit: bool) -> None:
    scheme = read(SMALL)
    criterion, *others = scheme.criteria
    form, *forms = criterion.sub_criteria
    first, *aspects = form.aspects
    rule = replace(first.rule, calculator=calculator, partial=calculator.type != "PASS_FAIL")
    changed = replace(first, rule=rule, unit="мм" if has_unit else None)
    made = replace(
        scheme,
        criteria=(
            replace(criterion, sub_criteria=(replace(form, aspects=(changed, *aspects)), *forms)),
            *others,
        ),
    )
    assert made.total == Decimal(100)
    assert read(book(scheme_sheets(made))) == made
