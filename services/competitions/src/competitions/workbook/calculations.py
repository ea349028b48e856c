"""The sheet `Calculations`: one calculator a row, to which an aspect points by row number or name.

| column | holds |
|---|---|
| A | name, which may be empty |
| B | type: `PASS_FAIL`, `NUMBER_COMPLETED`, `CHOICE`, `RANGED_SCORE` or `REGULAR_DIFFERENCE_DEDUCTION` |
| C | in the layout by columns: TRUE where the aspect states partial marks |
| D … | parameters: in one text as CIS writes them (`cis`), or by columns as people write them by hand (`by_columns`) |

A first row may be a heading.

A calculator that is not understood is a fault of the aspects that point to it, and of nobody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import Final

from competitions.domain.enterable import NotEnterable, check_enterable
from competitions.domain.measurement import Calculator, PassFail
from competitions.domain.units import unit_in
from competitions.workbook import by_columns, cis
from competitions.workbook.by_columns import Unfit
from competitions.workbook.cells import flag, plain, shown
from competitions.workbook.faults import Fault, Report, _
from competitions.workbook.grid import Row
from competitions.workbook.words import folded

SHEET = "Calculations"
MOST_CALCULATIONS = 1000
TYPES: Final = {
    folded(name): name
    for name in ("PASS_FAIL", "NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE", "REGULAR_DIFFERENCE_DEDUCTION")
}


@dataclass(frozen=True, slots=True)
class Calculation:
    calculator: Calculator
    partial: bool
    unit: str | None = field(default=None, compare=False)
    """Of the value that is measured. A calculation is the same whatever it is called."""


FULL_OR_ZERO: Final = Calculation(PassFail(), partial=False)
"""Of a measurement that points to no calculation [P]."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the sheet: its calculation, or what is wrong with it."""

    row: Row
    calculation: Calculation | None
    faults: tuple[Fault, ...] = ()


class Calculations:
    """Finds what an aspect points to."""

    def __init__(self, listed: Iterable[Listed] = ()) -> None:
        self._by_number: dict[int, Listed] = {}
        self._by_name: dict[str, list[Listed]] = {}
        for one in listed:
            self._by_number[one.row.number] = one
            if name := _name(one.row):
                self._by_name.setdefault(name, []).append(one)

    def found(self, pointer: str) -> Sequence[Listed]:
        """The calculations that have this row number or name (in the form of `Row.word`); those that mean the same count once."""
        meant = [self._by_number[int(pointer)]] if _is_number(pointer) and int(pointer) in self._by_number else []
        found: list[Listed] = []
        for one in (*meant, *self._by_name.get(pointer, ())):
            if all(one is not known and one.calculation != known.calculation for known in found):
                found.append(one)
        return found


def read_calculations(rows: Sequence[Row]) -> Calculations:
    """Not more than MOST_CALCULATIONS: those further below are as if they were not there."""
    used = (row for row in rows if not (row.is_empty or _is_heading(row)))
    return Calculations(_read(row) for row in islice(used, MOST_CALCULATIONS))


def _is_heading(row: Row) -> bool:
    return row.number == 1 and row.word("B") == "TYPE"


def _is_number(pointer: str) -> bool:
    return pointer.isascii() and pointer.isdigit() and len(pointer) <= 7  # noqa: PLR2004 - a sheet has 1,048,576 rows


def _name(row: Row) -> str:
    value = row["A"].value
    return plain(value) if isinstance(value, Decimal) else row.word("A")


def _read(row: Row) -> Listed:
    report = Report()
    kind = TYPES.get(row.word("B"))
    if kind is None:
        report.add(
            row.cell("B"),
            _("“{value}” is no type of calculation."),
            _("Write one of {types}."),
            value=shown(row["B"].value),
            types=", ".join(TYPES.values()),
        )
        return Listed(row, None, tuple(report.faults))
    try:
        calculation = replace(_calculation(row, kind, report), unit=unit_in(row.text("A")))
        check_enterable(calculation.calculator)
    except (Unfit, NotEnterable, cis.NotUnderstood):
        if not report.faults:
            report.add(
                row.cell("D"),
                _("The parameters do not fit the calculation {type}."),
                _("See the guide to marking schemes for the parameters of {type}."),
                type=kind,
            )
        calculation = None
    return Listed(row, None if report.faults else calculation, tuple(report.faults))


def _calculation(row: Row, kind: str, report: Report) -> Calculation:
    if cis.is_cis(row.text("D")):
        return Calculation(cis.decode(kind, row.text("D")), partial=True)
    partial = flag(row, "C", report)
    calculator = by_columns.read(row, kind, report)
    return Calculation(calculator, bool(partial) and kind != "PASS_FAIL")
