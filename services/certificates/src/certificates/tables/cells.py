"""The rows of a file as texts, .xlsx or CSV. Run in a process of its own alone."""

import csv
import io
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import islice
from typing import Final

from certificates.domain.acts.faults import BadTable, TableFault
from certificates.domain.verifying.presentation import FileFault, FileRefused
from certificates.verification.files import archives
from certificates.verification.files.kinds import Kind, kind_of, text_in

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 5000
LONGEST_CELL: Final = 1000
DELIMITERS: Final = ";,\t"
Row = tuple[int, Sequence[str]]
"""Numbered as a spreadsheet shows it."""
_FAULTS: Final = {
    FileFault.EMPTY: TableFault.EMPTY,
    FileFault.LOCKED: TableFault.LOCKED,
    FileFault.UNPACKS_TOO_LARGE: TableFault.UNPACKS_TOO_LARGE,
    FileFault.TOO_MANY_FILES: TableFault.UNKNOWN_KIND,
}


def load_for(content: bytes) -> None:
    """What reads files of this kind: the process that reads it can load nothing later."""
    if kind_of(content) is Kind.ZIP:
        import_module("certificates.verification.files.workbooks")


def rows_in(content: bytes) -> list[Row]:
    """Those that are not empty. Raises BadTable."""
    kind = kind_of(content)
    if not content.strip():
        raise BadTable(TableFault.EMPTY)
    if kind is Kind.LOCKED:
        raise BadTable(TableFault.LOCKED)
    if kind not in {Kind.ZIP, Kind.TEXT}:
        raise BadTable(TableFault.UNKNOWN_KIND)
    rows = _of_workbook(content) if kind is Kind.ZIP else _of_text(content)
    if len(rows) > MOST_ROWS + 1:
        raise BadTable(TableFault.TOO_MANY_ROWS)
    if not rows:
        raise BadTable(TableFault.EMPTY)
    return rows


def _of_workbook(content: bytes) -> list[Row]:
    from certificates.verification.files.workbooks import rows_of  # noqa: PLC0415 - loaded by `load_for`

    try:
        zipped = archives.opened(content)
        if not archives.is_workbook(zipped):
            raise BadTable(TableFault.UNKNOWN_KIND)
        found = rows_of(content, MOST_ROWS + 2)
    except FileRefused as refused:
        raise BadTable(_FAULTS.get(refused.fault, TableFault.BROKEN)) from None
    return _filled([(row.number, row.cells) for row in found])


def _of_text(content: bytes) -> list[Row]:
    text = text_in(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return _filled(islice(enumerate(read, 1), MOST_ROWS + 2))
    except csv.Error:
        raise BadTable(TableFault.BROKEN) from None


def _filled(rows: Iterable[Row]) -> list[Row]:
    cleaned = [(number, [_clean(cell) for cell in cells]) for number, cells in rows]
    return [(number, cells) for number, cells in cleaned if any(cells)]


def _clean(cell: str) -> str:
    """In one line. The mark before what a spreadsheet would take for a formula goes."""
    joined = " ".join(cell[:LONGEST_CELL].split())
    return joined[1:] if joined.startswith(("'=", "'+", "'-", "'@")) else joined
