"""Lists as .xlsx, for people who go on with them elsewhere. What a cell says is text and stays text: no formula runs on their machine."""

import asyncio
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from starlette.responses import Response

from shared.workbooks import writing
from shared.workbooks.writing import XLSX, Cell


async def exported(name: str, about: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """`name`: of the file, without its ending; `about`: what the list shows, when and for whom, in the first row."""
    content = await asyncio.to_thread(workbook, about, headings, rows)
    return download(name, content)


def download(name: str, content: bytes) -> Response:
    file = quote(f"{name}.xlsx")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{file}", "cache-control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


def workbook(about: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a file with one sheet: what it shows, the headings, the rows."""
    return writing.workbook("Sheet", ([about], headings, *rows), frozen_rows=2)
