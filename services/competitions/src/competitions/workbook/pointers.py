"""What an aspect points to in the sheet `Calculations`."""

import re
from decimal import Decimal
from typing import Final

from competitions.workbook.calculations import FULL_OR_ZERO, SHEET, Calculation, Calculations, Listed
from competitions.workbook.cells import plain, refuse, shown
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row, Unread

WHOLE: Final = re.compile(r"([0-9]{1,7})\.0+")
"""A row number, as some programs write it into a cell of text."""


def calculation_of(row: Row, column: str, calculations: Calculations, report: Report) -> Calculation:
    """An aspect that points to nothing is full or zero marks [P]; one that points wrongly is a fault."""
    value = row[column].value
    if value is None:
        return FULL_OR_ZERO
    if isinstance(value, Unread):
        refuse(row, column, value, report)
        return FULL_OR_ZERO
    written = plain(value) if isinstance(value, Decimal) else row.word(column)
    whole = WHOLE.fullmatch(written)
    pointer = whole[1] if whole else written
    found = calculations.found(pointer)
    if not found:
        report.add(
            row.cell(column),
            _("There is no calculation “{value}” in the sheet {sheet}."),
            _("Write the row number or the name of a calculation, or leave the cell empty for full or zero marks."),
            value=shown(value),
            sheet=SHEET,
        )
    elif len(found) > 1:
        report.add(
            row.cell(column),
            _("“{value}” may mean any of several calculations: those in the rows {rows} of the sheet {sheet}."),
            _("Give each calculation a name of its own that is no number, and write it here."),
            value=pointer[:40],
            rows=", ".join(str(one.row.number) for one in found),
            sheet=SHEET,
        )
    elif (calculation := found[0].calculation) is not None:
        return calculation
    else:
        _explain(row.cell(column), found[0], report)
    return FULL_OR_ZERO


def _explain(place: str, wrong: Listed, report: Report) -> None:
    """The aspect is told as well as the calculation, since mending either is a way on."""
    report.add(
        place,
        _("The calculation in row {number} of the sheet {sheet} is not understood."),
        _("Mend it there, or leave this cell empty for full or zero marks."),
        number=wrong.row.number,
        sheet=SHEET,
    )
    for fault in wrong.faults:
        report.tell(fault)
