"""Waits for what the services do by themselves."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

POLL: Final = 0.2


class Late(Exception):
    """What was waited for did not happen in time."""


async def until(happened: Callable[[], Awaitable[bool]], what: str, seconds: float = 60) -> None:
    """Raises Late."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await happened():
        if asyncio.get_running_loop().time() > deadline:
            raise Late(f"{what} did not happen within {seconds:.0f} s")
        await asyncio.sleep(POLL)
