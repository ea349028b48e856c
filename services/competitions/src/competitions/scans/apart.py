"""Has a scan written anew by a process of its own, with limits on its memory and time: what goes wrong there stays there."""

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import Final, Literal

from competitions.scans.faults import MOST_BYTES, ScanFault, ScanRefused
from shared.process.alone import Bounds
from shared.process.apart import OutOfBounds, ReaderFailed, asked

AT_ONCE: Final = 2
ALONE: Final = f"{__package__}.alone"
BOUNDS: Final = Bounds(megabytes=768, seconds=30)
"""The largest picture takes 250 MB: its pixels, and the same again while it is made smaller."""
_seats = asyncio.Semaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class CleanScan:
    type: Literal["pdf", "jpeg", "png"]
    pages: int
    content: bytes


async def clean_apart(content: bytes, bounds: Bounds = BOUNDS) -> CleanScan:
    """Raises ScanRefused, also where the bounds do not suffice."""
    question = json.dumps(asdict(bounds)).encode() + b"\n" + content[: MOST_BYTES + 1]
    async with _seats:
        try:
            answer = await asked(ALONE, question, bounds.seconds)
        except OutOfBounds:
            raise ScanRefused(ScanFault.OUT_OF_BOUNDS) from None
    line, _newline, cleaned = answer.partition(b"\n")
    said = json.loads(line)
    match said["kind"]:
        case "cleaned":
            return CleanScan(said["type"], said["pages"], cleaned)
        case "refused":
            raise ScanRefused(ScanFault(said["fault"]))
        case _:
            raise ReaderFailed(said.get("error", ""))
