"""Has a paper drawn while the API answers others: a small one by a thread, a large one by a process of its own, with limits on its
memory and time."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from competitions.domain.refusal import Refusal
from competitions.papers.drawing import drawn
from shared.process.alone import Bounds
from shared.process.apart import OutOfBounds, asked

AT_ONCE: Final = 1
"""Papers that one process of the API has drawn at the same time; the others wait."""
ALONE: Final = f"{__package__}.alone"
BOUNDS: Final = Bounds(megabytes=1536, seconds=60)
"""1,440 forms of a page each, 40 competitors in 36 sub-criteria, take 930 MB, and 13 seconds of a busy core."""
SMALL: Final = 100_000
"""Bytes of what stands on a paper: some 20 pages, which take as many hundredths of a second."""
_seats = asyncio.Semaphore(AT_ONCE)


class PaperTooLarge(Refusal):
    """It takes more time or memory to draw than it may."""


async def draw(
    template: str,
    fonts: Path,
    paper: Mapping[str, Any],
    at: datetime,
    *,
    small: int = SMALL,
    bounds: Bounds = BOUNDS,
) -> bytes:
    """The PDF of what the template reads. Raises PaperTooLarge."""
    content = await asyncio.to_thread(lambda: json.dumps(paper, ensure_ascii=False).encode())
    if len(content) <= small:
        return await asyncio.to_thread(drawn, template, fonts, content, at)
    order = {"template": template, "fonts": str(fonts), "at": at.timestamp(), "bounds": asdict(bounds)}
    async with _seats:
        try:
            return await asked(ALONE, json.dumps(order).encode() + b"\n" + content, bounds.seconds)
        except OutOfBounds:
            raise PaperTooLarge from None
