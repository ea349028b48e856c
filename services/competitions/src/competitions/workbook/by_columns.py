"""A calculation's parameters in the layout by columns, for writing by hand: one a cell, from column D on.

Of NUMBER_COMPLETED how many there are to complete; of CHOICE pairs of a label and its deduction in per cent; of RANGED_SCORE the
target, then pairs of a distance from it and the deduction in per cent, going outwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from competitions.domain.enterable import MOST_LABEL, MOST_OPTIONS
from competitions.domain.measurement import Calculator, Choice, NumberCompleted, Option, PassFail, Range, RangedScore
from competitions.workbook.cells import number, percentage, text
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row
from shared.workbooks.columns import column_letters, column_number

FIRST: Final = 4
"""The number of column D."""


class Unfit(Exception):
    """The parameters do not make a calculator."""


def read(row: Row, kind: str, report: Report) -> Calculator:
    """Raises Unfit, also for what only CIS writes. What is wrong with single cells is told to the report."""
    if kind not in _MAKERS:
        raise Unfit
    return _MAKERS[kind](_Parameters(row, report))


class _Parameters:
    """The cells from D on, each told by its column where it is wrong."""

    def __init__(self, row: Row, report: Report) -> None:
        self._row = row
        self._report = report
        last = max(map(column_number, row.cells))
        self._columns = [column_letters(column) for column in range(FIRST, last + 1)]
        if row.cut:
            report.add(
                row.cell(row.cut),
                _("The calculation has more parameters than are read."),
                _("Write at most {limit} labels or distances."),
                limit=MOST_OPTIONS,
            )

    def only(self) -> str:
        if len(self._columns) != 1:
            raise Unfit
        return self._columns[0]

    def none(self) -> None:
        if self._columns:
            raise Unfit

    def pairs(self, columns: Sequence[str]) -> Iterable[tuple[str, str]]:
        if len(columns) % 2:
            raise Unfit
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
            raise Unfit
        target, *rest = self._columns
        steps = [(self.number(within), percentage(self._row, off, self._report)) for within, off in self.pairs(rest)]
        return self.number(target), steps


def _pass_fail(parameters: _Parameters) -> Calculator:
    parameters.none()
    return PassFail()


def _number_completed(parameters: _Parameters) -> Calculator:
    count = parameters.number(parameters.only())
    if count is None or count % 1:
        raise Unfit
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
        raise Unfit
    # In this layout the target itself is worth everything, whatever the first distance takes off.
    exact = [Range(Decimal(0), Decimal(0))] if any(deductions[:1]) else []
    return RangedScore(target, (*exact, *ranges))


_MAKERS: Final[Mapping[str, Callable[[_Parameters], Calculator]]] = {
    "PASS_FAIL": _pass_fail,
    "NUMBER_COMPLETED": _number_completed,
    "CHOICE": _choice,
    "RANGED_SCORE": _ranged_score,
}
