"""Tables and lists of numbers: which column has them, and what stands beside them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from certificates.domain.verifying.presentation import FileFault, FileRefused, Presentation
from certificates.domain.verifying.verdict import Presented
from certificates.verification.presented import kind_of, kind_of_typed
from certificates.verification.typed import number_in, short_id_in

LONGEST_LABEL: Final = 80
LONGEST_CELL: Final = 4000
"""The text of a code has 400 digits."""
_ADDRESSED: Final = frozenset({Presented.CODE, Presented.CERTIFICATE_ADDRESS})
_SEPARATORS: Final = "\t;,"
"""A sign that stands in most lines parts cells; a tab does before a comma, which stands in texts too."""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: Sequence[str]


def in_text(text: str) -> Iterator[Presentation]:
    """Lines of numbers, or a table whose cells are parted by tabs, semicolons or commas. Raises FileRefused."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(lines)
    if separator is None:
        yield from _lines(lines)
        return
    read = [Row(at, cells) for at, cells in enumerate(_parted(lines, separator), 1)]
    # Numbers one behind the other in a line are no table.
    if all(is_named(cell) for row in read for cell in row.cells if cell.strip()):
        yield from (Presentation(cell, row=row.number) for row in read for cell in row.cells if cell.strip())
        return
    yield from in_rows(read)


def in_pasted(text: str) -> list[Presentation]:
    """As `in_text`, of what somebody pasted: signed data is one, and what is nothing of ours is answered line by line."""
    if not text.strip():
        return []
    if kind_of(text) is Presented.JSON:
        return [Presentation(text)]
    try:
        return list(in_text(text))
    except FileRefused:
        return [Presentation(line.strip(), row=at) for at, line in enumerate(text.splitlines(), 1) if line.strip()]


def in_rows(rows: Iterable[Row]) -> Iterator[Presentation]:
    """One a row, from the column with the most numbers; rows above the first of them are headings. Raises FileRefused."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    column = _column(filled)
    begun = False
    for row in filled:
        cell = row.cells[column].strip() if column < len(row.cells) else ""
        begun = begun or is_named(cell) or kind_of_typed(cell) is Presented.MISTYPED
        if begun:
            yield Presentation(cell[:LONGEST_CELL], row=row.number, label=_label(row, column))


def is_named(cell: str) -> bool:
    """Whether it names a certificate, in any of the ways in which a person can type it."""
    bare = cell[:LONGEST_CELL]
    return number_in(bare) is not None or short_id_in(bare) is not None or kind_of(bare) in _ADDRESSED


def _parted(lines: str, separator: str) -> Sequence[Sequence[str]]:
    """The cells of each row. Raises FileRefused."""
    try:
        rows = list(csv.reader(io.StringIO(lines), delimiter=separator))
        if not any(_takes_in_numbers(cell, separator) for cells in rows for cell in cells):
            return rows
    except csv.Error:
        pass
    # A quotation mark that nothing closes, such as of inches, takes in the lines behind it: then it is a sign like others.
    try:
        return list(csv.reader(io.StringIO(lines), delimiter=separator, quoting=csv.QUOTE_NONE))
    except csv.Error:
        raise FileRefused(FileFault.BROKEN) from None


def _takes_in_numbers(cell: str, separator: str) -> bool:
    return "\n" in cell and any(is_named(part) for line in cell.split("\n") for part in line.split(separator))


def _separator(text: str) -> str | None:
    lines = [line for line in text.split("\n") if line.strip()]
    return next((sign for sign in _SEPARATORS if 2 * sum(sign in line for line in lines) > len(lines)), None)


def _lines(text: str) -> Iterator[Presentation]:
    lines = [Presentation(line.strip(), row=at) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not any(is_named(line.text) or kind_of_typed(line.text) is Presented.MISTYPED for line in lines):
        raise FileRefused(FileFault.NO_NUMBERS)
    yield from lines


def _column(rows: Sequence[Row]) -> int:
    counts = [0] * max((len(row.cells) for row in rows), default=0)
    for row in rows:
        for place, cell in enumerate(row.cells):
            counts[place] += is_named(cell)
    if not any(counts):
        raise FileRefused(FileFault.NO_NUMBERS)
    return counts.index(max(counts))


def _label(row: Row, column: int) -> str:
    """The longest text beside the number: a name rather than a running number."""
    others = (" ".join(cell.split()) for place, cell in enumerate(row.cells) if place != column)
    return max(others, key=len, default="")[:LONGEST_LABEL]
