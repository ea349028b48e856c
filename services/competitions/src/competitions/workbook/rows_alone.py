"""`python -m competitions.workbook.rows_alone BOUNDS`: passes on the rows of a workbook's first sheet, each as soon as it is read.

As `alone`, for long tables: its input is the file itself, which it may seek in, its output a line of JSON for each row:
`[sheet, number, {column: text}, [unread columns]]`, or in the end `{"refused": [faults]}` or `{"failed": error}`.
"""

import json
import sys
from dataclasses import asdict
from typing import BinaryIO, Final, TextIO

from competitions.workbook.faults import WorkbookRefused
from competitions.workbook.grid import Row
from competitions.workbook.spreadsheet.archive import Extent, opened_file
from competitions.workbook.spreadsheet.worksheet import pass_first_grid
from competitions.workbook.table import row_of
from shared.process.alone import OUT_OF_BOUNDS, Bounds, bind

MEGABYTE: Final = 1024 * 1024
LONG: Final = Extent(
    packed=40 * MEGABYTE,
    unpacked=400 * MEGABYTE,
    read=300 * MEGABYTE,
    elements=12_000_000,
    rows=100_050,
    cells=2_500_000,
)
"""A table of 100,000 rows with 25 columns."""
LONGEST_TEXT: Final = 9_000
"""More than any column may hold: what is beyond is too long in any case."""


def serve(file: BinaryIO, answers: TextIO, bounds: Bounds) -> int:
    bind(bounds)

    def take(row: Row) -> None:
        if row.is_empty:
            return
        read = row_of(row)
        cells = {column: text[:LONGEST_TEXT] for column, text in read.cells.items()}
        answers.write(json.dumps([read.sheet, read.number, cells, read.unread]) + "\n")

    try:
        with opened_file(file, LONG) as archive:
            pass_first_grid(archive, take)
    except WorkbookRefused as refused:
        answers.write(json.dumps({"refused": [asdict(fault) for fault in refused.faults]}) + "\n")
    except MemoryError:
        return OUT_OF_BOUNDS
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - raised again on the other side
        answers.write(json.dumps({"failed": type(error).__name__}) + "\n")
    answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout, Bounds(**json.loads(sys.argv[1]))))
