"""Has files read by a process of its own, with limits on its memory and time: what goes wrong there stays there."""

import json
from collections.abc import Sequence
from typing import Final

from certificates.domain.verifying.presentation import FileFault, FileRefused, Presentation, Way
from certificates.verification.files.alone import order
from certificates.verification.heavy import VerificationBusy
from shared.process.alone import Bounds
from shared.process.apart import OutOfBounds, ReaderFailed, asked
from shared.process.seats import NoSeat, Seats

AT_ONCE: Final = 2
WAITING: Final = 8
"""More than these are told to come back."""
PATIENCE: Final = 20.0
"""Seconds that a file waits for its turn."""
ALONE: Final = f"{__package__}.alone"
BOUNDS: Final = Bounds(megabytes=768, seconds=30)
"""The largest picture takes 250 MB: its pixels, and the same again while it is turned upright."""


class FileReading:
    """What is in files to check: a few are read at once, a few wait."""

    def __init__(self, bounds: Bounds = BOUNDS, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._bounds = bounds
        self._seats = Seats(at_once, waiting, PATIENCE)

    async def presented_in(self, files: Sequence[tuple[str, bytes]]) -> list[Presentation]:
        """Raises FileRefused, also where the bounds do not suffice; VerificationBusy."""
        try:
            async with self._seats.one():
                answer = await asked(ALONE, order(list(files), self._bounds), self._bounds.seconds)
        except NoSeat:
            raise VerificationBusy from None
        except OutOfBounds:
            raise FileRefused(FileFault.OUT_OF_BOUNDS, files[0][0] if len(files) == 1 else "") from None
        return _found(answer)


def _found(answer: bytes) -> list[Presentation]:
    said = json.loads(answer)
    match said["kind"]:
        case "found":
            return [
                Presentation(**{**each, "way": Way(each["way"]), "fault": _fault(each["fault"])})
                for each in said["found"]
            ]
        case "refused":
            raise FileRefused(FileFault(said["fault"]), said["file"])
        case _:
            raise ReaderFailed(said.get("error", ""))


def _fault(name: str | None) -> FileFault | None:
    return FileFault(name) if name else None
