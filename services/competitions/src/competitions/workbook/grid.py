"""Rows and cells of the sheets that matter. Only what stands in a cell counts: no styles, pictures, names or properties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Final

from competitions.workbook.words import folded, one_line


class Unread(Enum):
    """What stands in a cell that has no value for us."""

    DATE = "a date or time"
    ERROR = "an error"
    UNCOMPUTED = "a formula without its value"


Value = str | Decimal | bool | Unread | None
"""Texts are never empty, and clean; numbers are those that the spreadsheet shows, with 15 digits."""


@dataclass(frozen=True, slots=True)
class Cell:
    value: Value
    is_percent: bool = False
    """A number that is shown as per cent: 0.5 for 50 %."""
    is_formula: bool = False
    written: str = ""
    """Of a date, what the file has: a number of days, or the day in ISO 8601."""


EMPTY: Final = Cell(None)
LONGEST_WORD: Final = 300


@dataclass(frozen=True, slots=True)
class Row:
    sheet: str
    number: int
    cells: Mapping[str, Cell] = field(default_factory=dict)
    """Those that are not empty, by column."""
    cut: str | None = None
    """The first column beyond those that are read that has something."""

    def __getitem__(self, column: str) -> Cell:
        return self.cells.get(column, EMPTY)

    def text(self, column: str) -> str:
        """The cell's text, empty where it has none."""
        value = self[column].value
        return value if isinstance(value, str) else ""

    def word(self, column: str) -> str:
        """A heading, a code or a name, to be compared by its look. Longer texts are none, so that thousands of cells that
        share one cost nothing."""
        text = self.text(column)
        return folded(text) if len(text) <= LONGEST_WORD else ""

    def has(self, column: str) -> bool:
        return column in self.cells

    def cell(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.number}"

    @property
    def is_empty(self) -> bool:
        return not self.cells


def title_of(titles: Iterable[str], wanted: str) -> str | None:
    """The sheet that is meant: some write its title in small letters, or leave out what stands before the last words."""
    shown = folded(wanted)
    known = {title: folded(one_line(title)) for title in titles}
    alike = (title for title, own in known.items() if " " in own and shown.endswith(f" {own}"))
    return next((title for title, own in known.items() if own == shown), next(alike, None))
