"""Has a package checked by a process of its own, with limits on its memory and time: what goes wrong there stays there."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from competitions.domain.bringing.packages import MOST_REASONS, PackageBroken, Reason, _
from competitions.packages.alone import BOUNDS
from shared.process.apart import OutOfBounds, asked

ALONE: Final = f"{__package__}.alone"
Lines = Mapping[str, Sequence[Mapping[str, Any]]]
ZIP: Final = b"PK"
"""How each begins."""
_seat = asyncio.Semaphore(1)
"""One at a time in a process of the API: each takes much memory."""


@dataclass(frozen=True, slots=True)
class Checked:
    lines: Lines
    records: int
    erased: int


async def check_apart(content: bytes) -> Checked:
    """Its lines, where all of it holds together and comes out as it was published. Raises PackageBroken."""
    if not content.startswith(ZIP):
        raise PackageBroken((_("it is no .zip file"),))
    async with _seat:
        try:
            answer = await asked(ALONE, content, BOUNDS.seconds)
        except OutOfBounds:
            raise PackageBroken((_("it takes more time or memory to check than a championship needs"),)) from None
    found = await asyncio.to_thread(json.loads, answer)
    if found["kind"] == "broken":
        raise PackageBroken(tuple(Reason(one["text"], one["values"]) for one in found["reasons"][:MOST_REASONS]))
    return Checked(found["lines"], found["records"], found["erased"])
