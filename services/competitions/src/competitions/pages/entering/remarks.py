"""A file that was refused, handed back with what is wrong beside each row."""

from collections.abc import Mapping, Sequence

from competitions.workbook.table import TableRow
from shared.web.problems import Explanation
from shared.workbooks.columns import column_letters, column_number
from shared.workbooks.writing import workbook


def with_remarks(
    rows: Sequence[TableRow], heading: TableRow, faults: Sequence[Explanation], column: str
) -> bytes | None:
    """An .xlsx with the same rows, under their numbers, and one column more, called `column`: what each row lacks.

    It can be mended and brought again, since a column that is not known is left alone; remarks of the time before are left out.
    None where no fault is about a row. `heading`: the row with the headings.
    """
    remarks = _by_row(rows, heading, faults)
    if not remarks:
        return None
    used = {name for row in rows for name in (*row.cells, *row.unread)}
    last = max(column_number(name) for name in used if heading.cells.get(name) != column)
    names = [column_letters(number) for number in range(1, last + 1)]
    known = {row.number: row for row in rows}
    written = []
    for number in range(1, max(known) + 1):
        cells = known[number].cells if number in known else {}
        said = column if number == heading.number else remarks.get(number)
        written.append([*(cells.get(name) if heading.cells.get(name) != column else None for name in names), said])
    return workbook(heading.sheet, written, frozen_rows=heading.number)


def _by_row(rows: Sequence[TableRow], heading: TableRow, faults: Sequence[Explanation]) -> Mapping[int, str]:
    """What is wrong with each row below the headings, in words, by what its cells are called."""
    names = heading.cells
    below = (row for row in rows if row.number > heading.number)
    places = {row.where(name): (row.number, name) for row in below for name in {*names, *row.cells, *row.unread}}
    found: dict[int, list[str]] = {}
    for fault in faults:
        if fault.where in places:
            number, name = places[fault.where]
            found.setdefault(number, []).append(f"{names.get(name, name).strip(' *')}: {fault.message} {fault.fix}")
    return {number: "\n".join(said) for number, said in found.items()}
