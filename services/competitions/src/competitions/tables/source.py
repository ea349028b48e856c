"""The rows of a file as texts, whatever format it has, one after the other: a long file takes no memory."""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import closing, suppress
from dataclasses import asdict
from typing import IO, Final

from competitions.tables.lines import csv_rows, json_rows
from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.rows_alone import LONG
from competitions.workbook.spreadsheet import formats
from competitions.workbook.table import TableRow
from shared.process.alone import Bounds
from shared.process.apart import ReaderFailed

MOST_BYTES: Final = LONG.packed
BOUNDS: Final = Bounds(megabytes=640, seconds=600)
ALONE: Final = "competitions.workbook.rows_alone"
LONGEST_LINE: Final = 4 * 1024 * 1024
HEAD: Final = 4096
AS_CELLS: Final = _("Copy its cells into a new workbook, or save it as CSV, and bring that.")


async def rows_of(content: AsyncIterator[bytes]) -> AsyncGenerator[TableRow, None]:
    """Those that are not empty. Raises WorkbookRefused, at the place where the file cannot be read on."""
    with tempfile.TemporaryFile() as file:
        async for piece in content:
            file.write(piece)
        size = file.tell()
        file.seek(0)
        if size > MOST_BYTES:
            raise refused(_("The file is larger than {limit} MB."), _("Cut the table into several."), limit=40)
        head = file.read(HEAD)
        file.seek(0)
        async for row in _rows(file, head):
            yield row


def refused(message: str, fix: str, **facts: object) -> WorkbookRefused:
    """Of the file as a whole."""
    return WorkbookRefused((Fault("table", message, fix, {name: str(fact) for name, fact in facts.items()}),))


async def _rows(file: IO[bytes], head: bytes) -> AsyncGenerator[TableRow, None]:
    if head.startswith(formats.ZIP):
        async for row in _workbook_rows(file):
            yield row
        return
    if not head.strip():
        raise refused(_("The file is empty."), _("Take the template, and write one person a row."))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        _check_text(start)
    # Closed before the file is, also where reading ends at a row that is refused.
    with closing(json_rows(file) if start.startswith(b"{") else csv_rows(file, head)) as rows:
        for number, row in enumerate(rows):
            yield row
            if number % 200 == 0:
                await asyncio.sleep(0)  # others are served meanwhile


def _check_text(start: bytes) -> None:
    """Raises WorkbookRefused for a file of another format, by its name."""
    try:
        formats.check_start(start)
    except WorkbookRefused as found:
        if found.faults[0].facts.get("format") == "CSV":
            return
        raise
    if b"\0" in start.removeprefix(b"\xff\xfe") and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise formats.no_workbook()


async def _workbook_rows(file: IO[bytes]) -> AsyncGenerator[TableRow, None]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", ALONE, json.dumps(asdict(BOUNDS))),
        stdin=file.fileno(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        limit=LONGEST_LINE,
    )
    try:
        if process.stdout is None:
            raise ReaderFailed("no output")
        async with asyncio.timeout(BOUNDS.seconds):
            async for line in process.stdout:
                yield _row(json.loads(line))
            await process.wait()
    except TimeoutError:
        raise _too_much() from None
    except json.JSONDecodeError:  # it ended within a line
        raise _too_much() from None
    except ValueError:  # a row that is longer than any line may be
        raise refused(_("A row of it has more text than a row of a table may have."), AS_CELLS) from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise _too_much()


def _row(told: object) -> TableRow:
    if isinstance(told, list):
        sheet, number, cells, unread = told
        return TableRow(sheet, number, cells, tuple(unread))
    if isinstance(told, dict) and "refused" in told:
        raise WorkbookRefused(tuple(Fault(**fault) for fault in told["refused"]))
    raise ReaderFailed(str(told.get("failed")) if isinstance(told, dict) else "answer")


def _too_much() -> WorkbookRefused:
    return refused(
        _("Reading the table takes more time or memory than a table of 100,000 rows needs."),
        AS_CELLS,
    )
