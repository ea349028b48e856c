"""Rows of a table that cannot be granted, handed back with what is wrong beside each."""

from collections.abc import Iterator, Sequence

from competitions.domain.awards.rows import Row
from competitions.domain.awards.tables import Table
from shared.web.i18n import Gettext
from shared.workbooks.writing import workbook


def with_remarks(table: Table, rows: Sequence[Row], _: Gettext) -> bytes:
    """An .xlsx of these rows alone, under the headings of the file, and one column more: what each lacks."""
    said = _("What is wrong")
    columns = [(column, heading) for column, heading in table.headings if heading != said]
    written = [[heading for _column, heading in columns] + [said, _("Row in the file")]]
    for row in rows:
        cells = [row.cells.get(column) for column, _heading in columns]
        told = "\n".join(faults_of(row, dict(table.headings), _))
        written.append([*(cell or "" for cell in cells), told, str(row.number)])
    return workbook("Sheet", written, frozen_rows=1)


def faults_of(row: Row, headings: dict[str, str], _: Gettext) -> Iterator[str]:
    """By what the cells are called."""
    for fault in row.faults:
        place = headings.get(fault.column, fault.column).strip(" *")
        told = f"{_(fault.message, **fault.facts)} {_(fault.fix, **fault.facts)}"
        yield f"{place}: {told}" if place else told
