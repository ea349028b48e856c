"""Has a file from anybody looked at by a process of its own, with limits on its memory and time: what goes wrong there stays there."""

import asyncio
import sys
from contextlib import suppress

from shared.process.alone import OUT_OF_BOUNDS


class ReaderFailed(Exception):
    """The reader ended as it never should: a fault of ours, not of the file."""


class OutOfBounds(Exception):
    """The file takes more time or memory to read than it may."""


async def asked(module: str, question: bytes, seconds: float) -> bytes:
    """The answer of a fresh process, which has nothing of ours: no secrets of the environment, no connections.

    Raises OutOfBounds, ReaderFailed.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _errors = await process.communicate(question)
    except TimeoutError:
        raise OutOfBounds from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode == OUT_OF_BOUNDS or (process.returncode or 0) < 0:
        raise OutOfBounds
    if process.returncode:
        raise ReaderFailed(str(process.returncode))
    return answer
