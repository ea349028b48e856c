"""The cells of one sheet, bounded in rows and columns."""

import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final, cast
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from competitions.workbook.archive import check_archive
from competitions.workbook.faults import Fault, WorkbookRefused, _

MOST_ROWS = 5000
MOST_COLUMNS = 40
DAMAGED: Final = (
    BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, SyntaxError, ArithmeticError, OSError,
    EOFError, RuntimeError, AssertionError,
)  # fmt: skip
"""What openpyxl raises where parts of a workbook are not as it expects. It has no error of its own for that."""

Value = str | int | float | bool | None


class Formula(str):
    """A cell's formula: text to look at, never a value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    sheet: str
    number: int
    values: tuple[Value, ...]

    def __getitem__(self, column: str) -> Value:
        index = ord(column) - ord("A")
        return self.values[index] if index < len(self.values) else None

    def text(self, column: str) -> str:
        """The cell as text in one line; empty when it is."""
        value = self[column]
        return "" if value is None else " ".join(str(value).split())

    def cell(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.number}"

    @property
    def is_empty(self) -> bool:
        return not any(str(value).strip() for value in self.values if value is not None)


def read_grids(content: bytes, *titles: str) -> dict[str, list[Row]]:
    """The rows of the named sheets, as far as they are there. Raises WorkbookRefused."""
    check_archive(content)
    try:
        # openpyxl warns of headers and dates that are of no concern here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content, titles)
    except DAMAGED:
        raise WorkbookRefused(
            (
                Fault(
                    "workbook",
                    _("The workbook is damaged: its parts do not fit together."),
                    _("Open it in Excel or LibreOffice, save it as a new .xlsx, and upload that file."),
                ),
            )
        ) from None


def _read(content: bytes, titles: tuple[str, ...]) -> dict[str, list[Row]]:
    workbook: Workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        wanted = {title.casefold(): title for title in titles}
        return {
            wanted[sheet.title.strip().casefold()]: list(_rows(cast("Worksheet", sheet)))
            for sheet in workbook.worksheets
            if sheet.title.strip().casefold() in wanted
        }
    finally:
        workbook.close()


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Not more than one row beyond the limit is unpacked, whatever the sheet says of its own size."""
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS or (sheet.max_row or 0) > MOST_ROWS:
            raise _too_long(sheet)
        yield Row(sheet.title, number, tuple(_value(cell) for cell in cells))


def _value(cell: Cell | MergedCell | ReadOnlyCell | EmptyCell) -> Value:
    value = cell.value
    if cell.data_type == "f":
        return Formula(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _too_long(sheet: Worksheet) -> WorkbookRefused:
    return WorkbookRefused(
        (
            Fault(
                f"{sheet.title}!{get_column_letter(1)}{MOST_ROWS + 1}",
                _("The sheet has more than {limit} rows."),
                _("Delete the empty rows below the marking scheme, save, and upload again."),
                {"limit": str(MOST_ROWS)},
            ),
        )
    )
