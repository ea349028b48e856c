"""Lists as .xlsx, for people who go on with them elsewhere. What a cell says is text and stays text: no formula runs on their machine."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from starlette.responses import Response

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula (OWASP, CSV injection)."""
Cell = str | int | Decimal | date | datetime | None


async def exported(name: str, about: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """`name`: of the file, without its ending; `about`: what the list shows, when and for whom, in the first row."""
    content = await asyncio.to_thread(workbook, about, headings, rows)
    file = quote(f"{name}.xlsx")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{file}", "cache-control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


def workbook(about: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a file with one sheet: what it shows, the headings, the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A3"
    for row in ([about], headings, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    # A program that reads the cell as if it had been typed, or saves it as CSV, is told as well that it is text.
    cell.quotePrefix = value.startswith(FORMULA)
    return cell
