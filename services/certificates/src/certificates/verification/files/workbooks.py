"""Workbooks (.xlsx): the first sheet that has something in it."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any, Final

import openpyxl

from certificates.domain.verifying.presentation import FileFault, FileRefused
from certificates.verification.files.rows import Row

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 60


def rows_of(content: bytes, most: int = MOST_ROWS) -> list[Row]:
    """Raises FileRefused. That it unpacks to no more than it may was counted before."""
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = next(filter(None, (list(_rows(sheet, most)) for sheet in book.worksheets)), [])
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken workbook breaks it in every way there is
        raise FileRefused(FileFault.BROKEN) from None
    if not rows:
        raise FileRefused(FileFault.EMPTY)
    return rows


def _rows(sheet: Any, most: int) -> Iterator[Row]:
    read = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(islice(read, most), 1):
        if any(value is not None for value in values):
            yield Row(number, [_text(value) for value in values])


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case date():
            return value.isoformat()
        case _:
            return str(value)
