"""The sheet `Calculations`: one calculator a row, to which an aspect points by row number or name.

| column | holds |
|---|---|
| A | name, which may be empty |
| B | type: `PASS_FAIL`, `NUMBER_COMPLETED`, `CHOICE`, `RANGED_SCORE` or `REGULAR_DIFFERENCE_DEDUCTION` |
| C | in the layout by columns: TRUE where the aspect states partial marks |
| D … | parameters |

As CIS writes it, D holds all parameters in one text (`cis`). The layout by columns is for writing by hand: of NUMBER_COMPLETED
how many there are to complete; of CHOICE pairs of a label and its deduction in per cent; of RANGED_SCORE the target, then pairs
of a distance from it and the deduction in per cent, going outwards. A first row may be a heading.

A calculator that is not understood is a fault of the aspects that point to it, and of nobody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import Final

from competitions.domain.enterable import MOST_LABEL, MOST_OPTIONS, NotEnterable, check_enterable
from competitions.domain.measurement import (
    Calculator,
    Choice,
    NumberCompleted,
    Option,
    PassFail,
    Range,
    RangedScore,
)
from competitions.domain.units import unit_in
from competitions.workbook import cis
from competitions.workbook.cells import flag, number, percentage, plain, shown, text
from competitions.workbook.columns import column_letters
from competitions.workbook.faults import Fault, Report, _
from competitions.workbook.grid import Row
from competitions.workbook.spreadsheet.worksheet import MOST_COLUMNS
from competitions.workbook.words import folded

SHEET = "Calculations"
MOST_CALCULATIONS = 1000
COLUMNS: Final = tuple(column_letters(index) for index in range(4, MOST_COLUMNS + 1))
"""Of the parameters."""
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


class _Unfit(Exception):
    """The parameters do not make a calculator."""


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
    except (_Unfit, NotEnterable, cis.NotUnderstood):
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
    if kind not in _MAKERS:
        raise _Unfit
    partial = flag(row, "C", report)
    calculator = _MAKERS[kind](_Parameters(row, report))
    return Calculation(calculator, bool(partial) and kind != "PASS_FAIL")


class _Parameters:
    """The cells from D on, each told by its column where it is wrong."""

    def __init__(self, row: Row, report: Report) -> None:
        self._row = row
        self._report = report
        last = max((place for place, column in enumerate(COLUMNS, 1) if row.has(column)), default=0)
        self._columns = COLUMNS[:last]
        if row.cut:
            report.add(
                row.cell(row.cut),
                _("The calculation has more parameters than are read."),
                _("Write at most {limit} labels or distances."),
                limit=MOST_OPTIONS,
            )

    def only(self) -> str:
        if len(self._columns) != 1:
            raise _Unfit
        return self._columns[0]

    def none(self) -> None:
        if self._columns:
            raise _Unfit

    def pairs(self, columns: Sequence[str]) -> Iterable[tuple[str, str]]:
        if len(columns) % 2:
            raise _Unfit
        return zip(columns[::2], columns[1::2], strict=True)

    def labelled(self) -> list[tuple[str, Decimal | None]]:
        """Labels and their deductions. All are read before one is refused, so that everything is told."""
        return [
            (text(self._row, label, self._report, MOST_LABEL), percentage(self._row, off, self._report))
            for label, off in self.pairs(self._columns)
        ]

    def number(self, column: str) -> Decimal | None:
        return number(self._row, column, self._report)

    def ranged(self) -> tuple[Decimal | None, list[tuple[Decimal | None, Decimal | None]]]:
        """The target, and each distance from it with its deduction."""
        if not self._columns:
            raise _Unfit
        target, *rest = self._columns
        steps = [(self.number(within), percentage(self._row, off, self._report)) for within, off in self.pairs(rest)]
        return self.number(target), steps


def _pass_fail(parameters: _Parameters) -> Calculator:
    parameters.none()
    return PassFail()


def _number_completed(parameters: _Parameters) -> Calculator:
    count = parameters.number(parameters.only())
    if count is None or count % 1:
        raise _Unfit
    return NumberCompleted(int(count))


def _choice(parameters: _Parameters) -> Calculator:
    options = [Option(label, off) for label, off in parameters.labelled() if off is not None]
    return Choice(tuple(options))


def _ranged_score(parameters: _Parameters) -> Calculator:
    target, steps = parameters.ranged()
    ranges = [Range(within, off) for within, off in steps if within is not None and off is not None]
    distances, deductions = [step.within for step in ranges], [step.deduction for step in ranges]
    outwards = distances == sorted(set(distances)) and deductions == sorted(deductions)
    if target is None or not outwards or not all(distances):
        raise _Unfit
    # In this layout the target itself is worth everything, whatever the first distance takes off.
    exact = [Range(Decimal(0), Decimal(0))] if any(deductions[:1]) else []
    return RangedScore(target, (*exact, *ranges))


_MAKERS: Final = {
    "PASS_FAIL": _pass_fail,
    "NUMBER_COMPLETED": _number_completed,
    "CHOICE": _choice,
    "RANGED_SCORE": _ranged_score,
}
