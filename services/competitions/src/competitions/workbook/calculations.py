"""The sheet `Calculations`: one calculator a row, to which column J of an aspect points by row number or name.

| column | holds |
|---|---|
| A | name |
| B | type: `PASS_FAIL`, `NUMBER_COMPLETED`, `CHOICE` or `RANGED_SCORE` |
| C | TRUE where the aspect states partial marks |
| D … | parameters |

Parameters: of NUMBER_COMPLETED how many there are to complete; of CHOICE pairs of a label and its deduction in per cent;
of RANGED_SCORE the target, then pairs of a distance from it and the deduction in per cent, going outwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from competitions.domain.measurement import Calculator, Choice, NumberCompleted, Option, PassFail, Range, RangedScore
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Formula, Row, Value

SHEET = "Calculations"
FIRST_PARAMETER = 3


@dataclass(frozen=True, slots=True)
class Calculation:
    calculator: Calculator
    partial: bool


LARGEST = Decimal(999_999_999)
"""What a mark is counted or measured against has at most nine digits."""


class _Unfit(Exception):
    """The parameters do not make a calculator."""


def read_calculations(rows: Sequence[Row], report: Report) -> dict[str, Calculation]:
    """By row number and by name. The first row may be a heading."""
    found: dict[str, Calculation] = {}
    for row in rows:
        if row.is_empty or (row.number == 1 and row.text("B").casefold() == "type"):
            continue
        if calculation := _read(row, report):
            found[str(row.number)] = calculation
            found.setdefault(row.text("A"), calculation)
    return found


def _read(row: Row, report: Report) -> Calculation | None:
    if not _check_sizes(row, report):
        return None
    parameters = [value for value in row.values[FIRST_PARAMETER:] if value is not None and value != ""]
    kind = row.text("B").upper()
    try:
        if kind not in _MAKERS:
            report.add(
                row.cell("B"),
                _("“{value}” is no type of calculation."),
                _("Write one of {types}."),
                value=row.text("B")[:40],
                types=", ".join(_MAKERS),
            )
            return None
        return Calculation(_MAKERS[kind](parameters), row["C"] is True or row.text("C").casefold() in {"true", "1"})
    except _Unfit:
        report.add(
            row.cell("D"),
            _("The parameters do not fit the calculation {type}."),
            _("See the guide to marking schemes for the parameters of {type}."),
            type=kind,
        )
        return None


def _check_sizes(row: Row, report: Report) -> bool:
    fits = True
    for index, value in enumerate(row.values[FIRST_PARAMETER:], FIRST_PARAMETER):
        # Said the other way round, a value that is no number at all would pass.
        if isinstance(value, int | float) and not abs(value) <= LARGEST:
            fits = False
            report.add(
                f"{row.sheet}!{get_column_letter(index + 1)}{row.number}",
                _("The number is too large."),
                _("Write a number of at most {digits} digits."),
                digits=len(str(LARGEST)),
            )
    return fits


def _pass_fail(parameters: Sequence[Value]) -> Calculator:
    if parameters:
        raise _Unfit
    return PassFail()


def _number_completed(parameters: Sequence[Value]) -> Calculator:
    count = _numbers(parameters)
    if len(count) != 1 or count[0] % 1 or count[0] < 1:
        raise _Unfit
    return NumberCompleted(int(count[0]))


def _choice(parameters: Sequence[Value]) -> Calculator:
    labels = [str(label).strip() for label in parameters[::2]]
    deductions = _deductions(parameters[1::2])
    if not labels or len(labels) != len(deductions) or len(set(labels)) != len(labels):
        raise _Unfit
    return Choice(tuple(Option(label, deduction) for label, deduction in zip(labels, deductions, strict=True)))


def _ranged_score(parameters: Sequence[Value]) -> Calculator:
    target, *distances = _numbers([*parameters[:1], *parameters[1::2]]) or (None,)
    deductions = _deductions(parameters[2::2])
    outwards = distances == sorted(set(distances)) and deductions == sorted(deductions)
    if target is None or len(distances) != len(deductions) or not outwards or any(d <= 0 for d in distances):
        raise _Unfit
    return RangedScore(target, tuple(Range(*step) for step in zip(distances, deductions, strict=True)))


_MAKERS = {
    "PASS_FAIL": _pass_fail,
    "NUMBER_COMPLETED": _number_completed,
    "CHOICE": _choice,
    "RANGED_SCORE": _ranged_score,
}


def _numbers(values: Sequence[Value]) -> list[Decimal]:
    if any(isinstance(value, bool | Formula) or not isinstance(value, int | float) for value in values):
        raise _Unfit
    return [Decimal(repr(value)) for value in values]


def _deductions(values: Sequence[Value]) -> list[Decimal]:
    deductions = _numbers(values)
    if not all(0 <= deduction <= 100 for deduction in deductions):  # noqa: PLR2004 - per cent
        raise _Unfit
    return deductions
