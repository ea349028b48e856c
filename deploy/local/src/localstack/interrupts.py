"""A clean stop: Ctrl-C and SIGTERM cancel the work, once, and its parts are stopped in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Interrupted(Exception):
    """Somebody asked for the end."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs `work`; raises Interrupted where a signal ended it, after it has cleaned up. Further signals change nothing."""
    return asyncio.run(_run(work))


async def _run(work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(work)
    interrupted = asyncio.Event()

    def stop() -> None:
        if not interrupted.is_set():
            interrupted.set()
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        return await task
    except asyncio.CancelledError:
        raise Interrupted from None
