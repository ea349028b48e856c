"""Uploaded designs are set by a process of their own, which can do nothing else (`shared.printing.confined`)."""

import asyncio
import base64
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGABRT, SIGBUS, SIGKILL, SIGSEGV, SIGXCPU
from tempfile import TemporaryDirectory
from typing import Any, Final

from certificates.domain.designs.own import BadDesign, Fault, PrintingBusy
from shared.made_once import MadeOnce
from shared.printing.confined import BROKEN, FAILED
from shared.process.seats import NoSeat, Seats

AT_ONCE: Final = 1
WAITING: Final = 8
"""More than these are told to come back."""
PATIENCE: Final = 20.0
"""Seconds that somebody waits for their turn."""
KEPT: Final = 24
KEPT_SECONDS: Final = 600.0
SECONDS: Final = 60
"""By the clock: a busy machine gives those of the processor late."""
PROCESSOR: Final = 4
"""Seconds of the processor."""
MEMORY: Final = 700 * 2**20
"""Bytes of addresses."""
_CONFINED: Final = "shared.printing.confined"


@dataclass(frozen=True, slots=True)
class Job:
    files: Mapping[str, bytes]
    """`main` and what it reads."""
    how: Mapping[str, Any]
    """For typst."""

    @property
    def digest(self) -> bytes:
        """The same makes the same page."""
        told = hashlib.sha256(json.dumps(self.how, sort_keys=True).encode())
        for name, content in sorted(self.files.items()):
            told.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return told.digest()


class Sandbox:
    """Sets own designs one after the other; a few wait, and what was made a moment ago is not made again."""

    def __init__(self, fonts: Path) -> None:
        """`fonts`: from the root of the disk."""
        self._fonts = fonts
        self._seats = Seats(AT_ONCE, WAITING, PATIENCE)
        self._papers: MadeOnce[bytes | BadDesign] = MadeOnce(KEPT, KEPT_SECONDS)

    async def paper(self, job: Job) -> bytes:
        """Its one page. That it cannot be set is known for a while too: to find out takes the longest. Raises BadDesign, PrintingBusy."""
        paper = await self._papers.get(job.digest, None, lambda: self._paper(job))
        if isinstance(paper, BadDesign):
            raise paper
        return paper

    async def _paper(self, job: Job) -> bytes | BadDesign:
        try:
            ((content, *more),) = await self.made([job])
        except BadDesign as refusal:
            return refusal
        return BadDesign(Fault.PAGES) if more else content

    async def made(self, jobs: Sequence[Job]) -> list[list[bytes]]:
        """The pages of each, or its one PDF. Raises BadDesign, PrintingBusy."""
        told = [{"files": _encoded(job.files), "how": dict(job.how)} for job in jobs]
        try:
            async with self._seats.one():
                code, out, err = await _run(self._fonts, json.dumps(told).encode())
        except (NoSeat, TimeoutError):
            raise PrintingBusy from None
        if code != 0:
            raise _refusal(code, err.decode(errors="replace"))
        return [[base64.b64decode(page) for page in pages] for pages in json.loads(out)]


async def _run(fonts: Path, told: bytes) -> tuple[int, bytes, bytes]:
    """Raises TimeoutError."""
    with TemporaryDirectory() as nowhere:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", _CONFINED, str(fonts), str(PROCESSOR), str(MEMORY)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=nowhere,
            env={"HOME": nowhere},
        )
        try:
            async with asyncio.timeout(SECONDS):
                out, err = await process.communicate(told)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        return process.returncode or 0, out, err


def _encoded(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def _refusal(code: int, said: str) -> BadDesign:
    if code in {-SIGKILL, -SIGXCPU}:
        return BadDesign(Fault.SLOW)
    if code in {-SIGABRT, -SIGBUS, -SIGSEGV} or "MemoryError" in said:
        return BadDesign(Fault.MEMORY)
    if code == BROKEN:
        return BadDesign(Fault.TEMPLATE)
    if code != FAILED:
        raise RuntimeError(f"the process that sets designs ended with {code}")
    if "package" in said:
        return BadDesign(Fault.PACKAGE)
    if any(sign in said for sign in ("file not found", "project root", "failed to load", "access denied")):
        return BadDesign(Fault.FILE)
    return BadDesign(Fault.TEMPLATE, said.strip().splitlines()[0][:200] if said.strip() else "")
