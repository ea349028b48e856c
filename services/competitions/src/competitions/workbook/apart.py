"""Reads a workbook in a process of its own, with limits on its memory and time: what goes wrong there goes wrong there."""

import asyncio
import resource
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, BinaryIO, Final, Literal

from pydantic import Field, TypeAdapter

from competitions.domain.marking_scheme import Limits, MarkingScheme
from competitions.workbook.archive import MOST_BYTES
from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.reader import read_marking_scheme

MEGABYTE: Final = 1024 * 1024
AT_ONCE: Final = 2
"""Workbooks that one process of the API has read at the same time; the others wait."""
OUT_OF_BOUNDS: Final = 77
"""The exit status of a reader whose memory was used up."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reading may take. A real workbook takes 40 MB of addresses above Python's own, and half a second."""

    megabytes: int = 512
    seconds: float = 30


@dataclass(frozen=True, slots=True)
class Order:
    """What the reader is told, in the first line; the workbook follows."""

    limits: Limits
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Taken:
    scheme: MarkingScheme
    kind: Literal["taken"] = "taken"


@dataclass(frozen=True, slots=True)
class Refused:
    faults: tuple[Fault, ...]
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class Failed:
    error: str
    """The name of its type: what it says may repeat what stands in a cell."""
    kind: Literal["failed"] = "failed"


ORDER: Final = TypeAdapter(Order)
ANSWER: Final[TypeAdapter[Taken | Refused | Failed]] = TypeAdapter(
    Annotated[Taken | Refused | Failed, Field(discriminator="kind")]
)
_seats = asyncio.Semaphore(AT_ONCE)


class ReaderFailed(Exception):
    """The reader ended as it never should: a fault of ours, not of the workbook."""


async def read_apart(content: bytes, limits: Limits, bounds: Bounds | None = None) -> MarkingScheme:
    """As `read_marking_scheme`, off the event loop. Raises WorkbookRefused, also where the bounds do not suffice."""
    order = ORDER.dump_json(Order(limits, bounds or Bounds()))
    async with _seats:
        answer = await _asked(order + b"\n" + content[: MOST_BYTES + 1], (bounds or Bounds()).seconds)
    match ANSWER.validate_json(answer):
        case Taken(scheme):
            return scheme
        case Refused(faults):
            raise WorkbookRefused(faults)
        case Failed(error):
            raise ReaderFailed(error)


async def _asked(order: bytes, seconds: float) -> bytes:
    """The answer of a fresh process, which has nothing of ours: no secrets of the environment, no connections."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-B", "-m", __package__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _errors = await process.communicate(order)
    except TimeoutError:
        raise _out_of_bounds() from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode == OUT_OF_BOUNDS or (process.returncode or 0) < 0:
        raise _out_of_bounds()
    if process.returncode:
        raise ReaderFailed(str(process.returncode))
    return answer


def serve_one(orders: BinaryIO, answers: BinaryIO) -> int:
    """The other side: binds itself, reads one workbook and answers. Returns its exit status."""
    order = ORDER.validate_json(orders.readline())
    try:
        _bind(order.bounds)
        answers.write(ANSWER.dump_json(_answer(orders.read(), order.limits)))
        answers.flush()
    except MemoryError:
        return OUT_OF_BOUNDS
    return 0


def _answer(content: bytes, limits: Limits) -> Taken | Refused | Failed:
    try:
        return Taken(read_marking_scheme(content, limits))
    except WorkbookRefused as refused:
        return Refused(refused.faults)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - told to the other side by its type, and raised there
        return Failed(type(error).__name__)


def _bind(bounds: Bounds) -> None:
    """No more memory than that, no more time even if nobody waits any longer, no files, no other processes."""
    most = bounds.megabytes * MEGABYTE
    seconds = int(bounds.seconds) + 1
    limits = {
        resource.RLIMIT_AS: most,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


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
