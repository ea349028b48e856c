"""A sheet that is one table with headings, such as a list that people have filled in: its rows as texts, whatever they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from competitions.workbook.grid import Row, Unread
from competitions.workbook.spreadsheet.worksheet import read_first_grid

TRUE: Final = "1"


@dataclass(frozen=True, slots=True)
class TableRow:
    sheet: str
    number: int
    cells: Mapping[str, str]
    """By column, those that are not empty."""
    unread: tuple[str, ...] = ()
    """Columns whose cells have no text for us: a formula without its value, an error, a date."""

    def where(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.number}"


def read_table(content: bytes) -> list[TableRow]:
    """Of the first sheet, the rows that are not empty. Raises WorkbookRefused."""
    return [_row(row) for row in read_first_grid(content) if not row.is_empty]


def _row(row: Row) -> TableRow:
    values = {column: cell.value for column, cell in row.cells.items()}
    unread = tuple(column for column, value in values.items() if isinstance(value, Unread))
    return TableRow(row.sheet, row.number, {c: _text(v) for c, v in values.items() if c not in unread}, unread)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return TRUE if value else ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
