"""A sheet that is one table with headings, such as a list that people have filled in: its rows as texts, whatever they mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from competitions.workbook.grid import Cell, Row, Unread
from competitions.workbook.spreadsheet.worksheet import read_first_grid

TRUE: Final = "1"
FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, part 1, 18.17.4.1)."""
WHOLE: Final = re.compile(r"[0-9]{1,7}(\.0*)?")


@dataclass(frozen=True, slots=True)
class TableRow:
    sheet: str
    number: int
    cells: Mapping[str, str]
    """By column, those that are not empty."""
    unread: tuple[str, ...] = ()
    """Columns whose cells have no text for us: a formula without its value, an error, a moment that is no day."""

    def where(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.number}"


def read_table(content: bytes) -> list[TableRow]:
    """Of the first sheet, the rows that are not empty. Raises WorkbookRefused."""
    return [_row(row) for row in read_first_grid(content) if not row.is_empty]


def _row(row: Row) -> TableRow:
    values = {column: _day(cell) or cell.value for column, cell in row.cells.items()}
    unread = tuple(column for column, value in values.items() if isinstance(value, Unread))
    return TableRow(row.sheet, row.number, {c: _text(v) for c, v in values.items() if c not in unread}, unread)


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
        return TRUE if value else ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
