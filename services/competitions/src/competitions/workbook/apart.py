"""Has a workbook read by a process of its own, with limits on its memory and time: what goes wrong there stays there."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from competitions.domain.marking_scheme import Limits, MarkingScheme
from competitions.workbook.alone import order
from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.spreadsheet.archive import MOST_BYTES
from competitions.workbook.table import TableRow
from shared.process.alone import Bounds
from shared.process.apart import OutOfBounds, ReaderFailed, asked

AT_ONCE: Final = 2
"""Workbooks that one process of the API has read at the same time; the others wait."""
ALONE: Final = f"{__package__}.alone"


@dataclass(frozen=True, slots=True)
class Taken:
    scheme: MarkingScheme
    kind: Literal["taken"]


@dataclass(frozen=True, slots=True)
class Rows:
    rows: tuple[TableRow, ...]
    kind: Literal["rows"]


@dataclass(frozen=True, slots=True)
class Refused:
    faults: tuple[Fault, ...]
    kind: Literal["refused"]


@dataclass(frozen=True, slots=True)
class Failed:
    error: str
    kind: Literal["failed"]


ANSWER: Final[TypeAdapter[Taken | Rows | Refused | Failed]] = TypeAdapter(
    Annotated[Taken | Rows | Refused | Failed, Field(discriminator="kind")]
)
_seats = asyncio.Semaphore(AT_ONCE)


async def read_apart(content: bytes, limits: Limits, bounds: Bounds | None = None) -> MarkingScheme:
    """As `read_marking_scheme`, off the event loop. Raises WorkbookRefused, also where the bounds do not suffice."""
    answer = await _answered(content, limits, bounds or Bounds())
    if not isinstance(answer, Taken):
        raise ReaderFailed(answer.kind)
    return answer.scheme


async def read_table_apart(content: bytes, bounds: Bounds | None = None) -> tuple[TableRow, ...]:
    """As `read_table`, off the event loop. Raises WorkbookRefused, also where the bounds do not suffice."""
    answer = await _answered(content, None, bounds or Bounds())
    if not isinstance(answer, Rows):
        raise ReaderFailed(answer.kind)
    return answer.rows


async def _answered(content: bytes, limits: Limits | None, bounds: Bounds) -> Taken | Rows:
    async with _seats:
        # One byte more than may be read says that there is too much.
        try:
            answer = await asked(ALONE, order(limits, bounds) + content[: MOST_BYTES + 1], bounds.seconds)
        except OutOfBounds:
            raise _out_of_bounds() from None
    match ANSWER.validate_json(answer):
        case Refused(faults):
            raise WorkbookRefused(faults)
        case Failed(error):
            raise ReaderFailed(error)
        case Taken() | Rows() as found:
            return found


def _out_of_bounds() -> WorkbookRefused:
    return WorkbookRefused(
        (
            Fault(
                "workbook",
                _("Reading the workbook takes more time or memory than a marking scheme needs."),
                _("Copy the marking scheme's cells into a new workbook and upload that."),
            ),
        )
    )
