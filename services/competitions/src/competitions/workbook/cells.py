"""Values of cells, or the fault that says why there is none."""

from decimal import Decimal

from competitions.domain.decimals import CENT
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Formula, Row

NOISE = Decimal("0.000001")
"""Spreadsheets keep binary fractions: 0.3 may come as 0.30000000000000004."""
MOST = Decimal(1000)


def decimal(row: Row, column: str, report: Report) -> Decimal | None:
    """A number from 0 to 1000 with at most two decimal places."""
    number = _number(row, column, report)
    if number is None:
        return None
    exact = number.quantize(CENT) if 0 <= number <= MOST else None
    if exact is None or abs(exact - number) > NOISE:
        report.add(
            row.cell(column),
            _("{value} is no mark: marks go from 0 to 1000 with at most two decimal places."),
            _("Write a number such as 0.50."),
            value=number,
        )
        return None
    return exact


def integer(row: Row, column: str, report: Report) -> int | None:
    number = _number(row, column, report)
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 <= number <= MOST:
        report.add(row.cell(column), _("{value} is no whole number."), _("Write a whole number."), value=number)
        return None
    return int(number)


def _number(row: Row, column: str, report: Report) -> Decimal | None:
    value = row[column]
    if isinstance(value, Formula):
        report.add(
            row.cell(column),
            _("There is a formula where a number is needed."),
            _("Copy the cell and paste it as a value, so that the number itself is in it."),
        )
    elif value is None or value == "":
        report.add(row.cell(column), _("The cell is empty, but a number is needed."), _("Write a number."))
    elif isinstance(value, bool) or not isinstance(value, int | float):
        report.add(
            row.cell(column),
            _("A number is needed, but there is “{value}”."),
            _("Write a number, in a cell that is not formatted as text."),
            value=row.text(column)[:40],
        )
    elif not abs(value) < float("inf"):
        report.add(row.cell(column), _("The number is too large."), _("Write a number such as 0.50."))
    else:
        return Decimal(repr(value))
    return None
