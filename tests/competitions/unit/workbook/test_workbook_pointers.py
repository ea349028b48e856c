"""What column J points to: one calculation, or a fault. Nothing is chosen for the author of the scheme."""

from typing import Any

import pytest
from tests.competitions.unit.workbook.workbooks import cell_of, made, read, refused
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.aspect import Measured
from competitions.domain.measurement import Choice, NumberCompleted, PassFail

HEADING = ("Name", "Type", "Partial", "Parameters")
FORMS = dict(Scheme().forms)
THREE = {"A1": [("M", "a", 1, 1, 40)], "B1": [("M", "b", 2, 2, 30), ("M", "c", 2, 3, 30)]}


def counted(*names: Any) -> list[tuple[Any, ...]]:
    """Calculations of that name, of two, three … things."""
    return [(name, "NUMBER_COMPLETED", True, of) for of, name in enumerate(names, 2)]


def test_a_calculation_without_a_name_is_the_rule_of_those_alone_that_point_to_its_row() -> None:
    rows = [HEADING, (None, "CHOICE", True, "dry", 0, "drops", 50)]
    forms = {**FORMS, "B1": [("M", "Leak", 2, 2, 50)], "B2": [("M", "Plain", 2, None, 10)]}
    rules = {aspect.description: aspect.rule for aspect in read(made(calculations=rows, forms=forms)).aspects}
    assert isinstance(rules["Leak"].calculator, Choice)
    others = [rule for name, rule in rules.items() if name != "Leak"]
    assert [rule.calculator for rule in others] == [PassFail()] * 3
    assert not any(rule.partial for rule in others)


def test_a_number_that_is_a_row_and_a_name_of_others_is_ambiguous() -> None:
    found = refused(made(calculations=[HEADING, *counted(1, 2, 3)], forms=THREE))
    assert set(found) == {f"{SHEET}!{cell_of(name, 'J', forms=THREE)}" for name in "bc"}
    assert found[f"{SHEET}!{cell_of('b', 'J', forms=THREE)}"].facts["rows"] == "2, 3"


def test_a_number_that_names_its_own_row_is_not() -> None:
    scheme = read(made(calculations=counted(1, 2, 3), forms=THREE))
    assert [aspect.rule.calculator for aspect in scheme.aspects] == [
        NumberCompleted(2),
        NumberCompleted(3),
        NumberCompleted(4),
    ]


def test_two_calculations_of_one_name_are_ambiguous_unless_they_are_the_same() -> None:
    forms = {**FORMS, "B1": [("M", "Parts made", 2, "parts", 50)], "B2": [("M", "Material", 2, None, 10)]}
    twice = [*counted("parts"), ("Parts", "NUMBER_COMPLETED", True, 9)]
    assert f"{SHEET}!{cell_of('Parts made', 'J', forms=forms)}" in refused(made(calculations=twice, forms=forms))
    same = [*counted("parts"), *counted("parts")]
    assert read(made(calculations=same, forms=forms)).aspects[2].rule.calculator == NumberCompleted(2)
    by_row = {**forms, "B1": [("M", "Parts made", 2, 2, 50)]}
    assert read(made(calculations=twice, forms=by_row)).aspects[2].rule.calculator == NumberCompleted(9)


@pytest.mark.parametrize("pointer", ["parts", "PARTS", " parts\u00a0", "рarts", 1, 1.0, "1", "1.0"])
def test_a_pointer_is_a_row_or_a_name_however_it_is_written(pointer: Any) -> None:
    forms = {**FORMS, "B1": [("M", "Parts made", 2, pointer, 50)]}
    assert read(made(forms=forms)).aspects[2].rule.calculator == NumberCompleted(5)


def test_a_judgement_has_no_calculation_whatever_stands_there() -> None:
    forms = {**FORMS, "A1": [("M", "Plan is there", 1, None, 30), ("J", "Plan is clear", 1, "parts", 10)]}
    assert read(made(forms=forms)).aspects[1].rule.calculator == PassFail()


def test_parameters_with_a_gap_are_not_moved_together() -> None:
    rows = [Scheme().calculations[0], ("material", "CHOICE", True, "none left", None, "some left", 25)]
    assert "Calculations!E2" in refused(made(calculations=rows))
    rows = [Scheme().calculations[0], ("material", "CHOICE", True, "none left", 0, None, None, "some left", 25)]
    assert "Calculations!D2" in refused(made(calculations=rows)) or "Calculations!G2" in refused(
        made(calculations=rows)
    )


def test_by_columns_the_target_itself_is_worth_everything() -> None:
    rows = [Scheme().calculations[0], ("material", "RANGED_SCORE", True, 10, 1, 50, 2, 80)]
    rule = read(made(calculations=rows)).aspects[3].rule
    earned = [str(rule.mark(Measured(value))) for value in ("10", "10.5", "9", "12", "12.1")]
    assert earned == ["10.00", "5.00", "5.00", "2.00", "0.00"]


def test_a_choice_of_many_labels_is_read_whole_or_refused() -> None:
    def choice(count: int) -> list[Any]:
        pairs = [cell for n in range(count) for cell in (f"label {n}", min(n, 100))]
        return [Scheme().calculations[0], ("material", "CHOICE", True, *pairs)]

    calculator = read(made(calculations=choice(50))).aspects[3].rule.calculator
    assert isinstance(calculator, Choice)
    assert len(calculator.options) == 50
    for count in (51, 120):
        assert any(where.startswith("Calculations!") for where in refused(made(calculations=choice(count))))


def test_a_sheet_of_calculations_without_a_heading_row_has_no_heading() -> None:
    rows = [("parts", "NUMBER_COMPLETED", True, 5), HEADING, Scheme().calculations[1]]
    scheme = read(made(calculations=rows))
    assert scheme.aspects[2].rule.calculator == NumberCompleted(5)
