"""A sheet that is one table with headings, such as a list that people have filled in: its rows as texts, whatever they mean."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Cell, Row, Unread
from competitions.workbook.spreadsheet.worksheet import read_first_grid
from competitions.workbook.words import folded
from shared.workbooks.writing import FIRST_DAY

WHOLE: Final = re.compile(r"[0-9]{1,7}(\.0*)?")


@dataclass(frozen=True, slots=True)
class TableRow:
    sheet: str
    number: int
    cells: Mapping[str, str]
    """By column, those that are not empty."""
    unread: tuple[str, ...] = ()
    """Columns whose cells have no text for us: a formula without its value, an error, a moment that is no day. TRUE and
    FALSE are neither a name nor a number either; `cells` has them for the file that is handed back."""

    def where(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.number}"


def read_table(content: bytes) -> list[TableRow]:
    """Of the first sheet, the rows that are not empty. Raises WorkbookRefused."""
    return [row_of(row) for row in read_first_grid(content) if not row.is_empty]


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of a table are called. Others are left alone; a star marks those that are needed."""

    words: Mapping[str, tuple[str, ...]]
    """By field, in each language."""
    needed: tuple[str, ...]
    known_by: str
    """The field without which a row is not the one with the headings."""
    template: str
    """How to mend a table without them."""
    nothing: tuple[str, str]
    """What is said of a table without rows, and how to mend it."""

    def row_of(self, rows: Sequence[TableRow]) -> TableRow | None:
        """The one with the headings."""
        return next((row for row in rows if self.known_by in self.columns(row)), None)

    def columns(self, row: TableRow) -> dict[str, str]:
        """Those of the row that are headings, by field; of several for one field the first."""
        return {field: columns[0] for field, columns in headed(row, self.words).items()}


def headed(row: TableRow, words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Which cells of a row with headings are which field's; by field, in the order of the row."""
    fields = {folded(word): field for field, known in words.items() for word in known}
    found: dict[str, list[str]] = defaultdict(list)
    for column, text in row.cells.items():
        if field := fields.get(folded(text.strip(" *"))):
            found[field].append(column)
    return dict(found)


DOUBLED: Final = _("Columns {columns} mean the same."), _("Leave one of them out.")


def below_headings(
    rows: Sequence[TableRow], headings: Headings, report: Report
) -> tuple[dict[str, str], list[TableRow]]:
    """The columns by field, and the rows below them that say something. Raises WorkbookRefused where a heading is missing."""
    heading = headings.row_of(rows)
    if heading is None:
        report.add("workbook", _("No row has the headings of the columns."), headings.template)
        report.raise_if_any()
        return {}, []
    columns = headings.columns(heading)
    for field in headings.needed:
        if field not in columns:
            message = _("The column “{column}” is missing.")
            report.add(heading.where("A"), message, headings.template, column=headings.words[field][-1])
    for doubled in headed(heading, headings.words).values():
        if len(doubled) > 1:
            report.add(heading.where(doubled[1]), *DOUBLED, columns=", ".join(doubled))
    report.raise_if_any()
    below = [row for row in rows if row.number > heading.number]
    filled = [row for row in below if any(c in row.cells or c in row.unread for c in columns.values())]
    if not filled:
        report.add("workbook", *headings.nothing)
    return columns, filled


def row_of(row: Row) -> TableRow:
    """With its cells as texts."""
    values = {column: _day(cell) or cell.value for column, cell in row.cells.items()}
    unread = tuple(column for column, value in values.items() if isinstance(value, Unread | bool))
    cells = {column: _text(value) for column, value in values.items() if not isinstance(value, Unread)}
    return TableRow(row.sheet, row.number, cells, unread)


def _day(cell: Cell) -> str | None:
    """A day as `2008-03-14`, however the spreadsheet shows it; None for what is no date."""
    if cell.value is not Unread.DATE:
        return None
    try:
        if WHOLE.fullmatch(cell.written):
            return (FIRST_DAY + timedelta(days=int(cell.written.partition(".")[0]))).isoformat()
        return date.fromisoformat(cell.written[:10]).isoformat()
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
