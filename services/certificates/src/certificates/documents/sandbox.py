"""Uploaded designs are set by a process of their own, which can do nothing else (`shared.printing.confined`)."""

import asyncio
import base64
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGABRT, SIGBUS, SIGKILL, SIGSEGV, SIGXCPU
from tempfile import TemporaryDirectory
from typing import Any, Final

from certificates.domain.designs.own import BadDesign, Fault
from shared.printing.confined import BROKEN, FAILED

AT_ONCE: Final = 1
SECONDS: Final = 60
"""By the clock: a busy machine gives those of the processor late."""
PROCESSOR: Final = 4
"""Seconds of the processor."""
MEMORY: Final = 700 * 2**20
"""Bytes of addresses."""
_CONFINED: Final = "shared.printing.confined"
_seats = asyncio.Semaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Job:
    files: Mapping[str, bytes]
    """`main` and what it reads."""
    how: Mapping[str, Any]
    """For typst."""


async def made(fonts: Path, jobs: Sequence[Job]) -> list[list[bytes]]:
    """The pages of each, or its one PDF. `fonts`: from the root of the disk. Raises BadDesign."""
    told = [{"files": _encoded(job.files), "how": dict(job.how)} for job in jobs]
    async with _seats:
        code, out, err = await _run(fonts, json.dumps(told).encode())
    if code != 0:
        raise _refusal(code, err.decode(errors="replace"))
    return [[base64.b64decode(page) for page in pages] for pages in json.loads(out)]


async def _run(fonts: Path, told: bytes) -> tuple[int, bytes, bytes]:
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
        except TimeoutError:
            return -SIGKILL, b"", b""
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
