"""CSV as spreadsheets write it in Russia and elsewhere, and JSON Lines as programs do."""

import csv
import io
import json
from collections.abc import Generator, Mapping, Sequence
from typing import IO, Any, Final

from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.table import TableRow
from competitions.workbook.words import one_line
from shared.workbooks.columns import column_letters

SHEET: Final = "table"
LINES: Final = "lines"
"""Stands for a sheet whose cells have names in place of letters."""
DELIMITERS: Final = (";", ",", "\t")
MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
MOST_COLUMNS: Final = 200
LONGEST_LINE: Final = 100_000
LONGEST_CELL: Final = 9_000
"""More than any column may hold."""


def csv_rows(file: IO[bytes], head: bytes) -> Generator[TableRow, None, None]:
    """Numbered as a spreadsheet shows them. Raises WorkbookRefused."""
    text = io.TextIOWrapper(file, encoding=_encoding(head), errors="strict", newline="")
    number = 0
    try:
        first = text.readline(LONGEST_LINE)
        text.seek(0)
        delimiter = max(DELIMITERS, key=first.count)
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if len(cells) > MOST_COLUMNS:
                raise _broken(number, _("The row has more than {limit} columns."), limit=MOST_COLUMNS)
            named = {column_letters(place): cleaned(cell) for place, cell in enumerate(cells, 1)}
            if filled := {column: cell for column, cell in named.items() if cell}:
                yield TableRow(SHEET, number, filled)
    except UnicodeError:
        raise _broken(number + 1, _("The text is in an encoding that is not known here.")) from None
    except csv.Error:
        raise _broken(number + 1, _("A quotation mark has no partner, or a cell has no end.")) from None
    finally:
        text.detach()


def json_rows(file: IO[bytes]) -> Generator[TableRow, None, None]:
    """An object a line; its cells by their names. Raises WorkbookRefused."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        if len(line) > LONGEST_LINE:
            raise _broken(number, _("The line is longer than {limit} characters."), limit=LONGEST_LINE)
        try:
            told = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_once)
        except _Twice as twice:
            raise _broken(number, _("“{name}” stands twice in the line."), name=cleaned(str(twice))[:100]) from None
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise _broken(number, _("The line is no JSON object."))
        if len(told) > MOST_COLUMNS:
            raise _broken(number, _("The row has more than {limit} columns."), limit=MOST_COLUMNS)
        yield _row(number, told)


class _Twice(Exception):
    """A name that an object has for two values."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Raises _Twice: only somebody could say which value is right."""
    found: dict[str, Any] = {}
    for written, value in pairs:
        name = cleaned(written)
        if name in found:
            raise _Twice(written)
        found[name] = value
    return found


def cleaned(cell: str) -> str:
    return one_line(cell[:LONGEST_CELL])


def _row(number: int, told: Mapping[str, Any]) -> TableRow:
    cells: dict[str, str] = {}
    unread = []
    for column, value in told.items():
        match value:
            case None | "":
                continue
            case bool():
                unread.append(column)
            case str():
                cells[column] = cleaned(value)
            case int() | float():
                cells[column] = str(value)[:LONGEST_CELL]
            case [*modules] if all(_is_module(one) for one in modules):
                cells[column] = "; ".join(f"{one['title']} — {one['hours']}" for one in modules)[:LONGEST_CELL]
            case _:
                unread.append(column)
    return TableRow(LINES, number, {column: cell for column, cell in cells.items() if cell}, tuple(unread))


def _is_module(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("title"), str) and isinstance(one.get("hours"), int)


def _encoding(head: bytes) -> str:
    """What has no mark and is not UTF-8 comes from a Russian spreadsheet."""
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # else a letter is cut in two
            return "cp1251"
    return "utf-8"


def _broken(number: int, message: str, **facts: object) -> WorkbookRefused:
    fix = _("Save the table anew, as .xlsx or as CSV in UTF-8, and bring that.")
    told = {name: str(fact) for name, fact in facts.items()}
    return WorkbookRefused((Fault(f"{SHEET}!{number}", message, fix, told),))
