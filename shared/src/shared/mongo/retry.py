from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from shared.errors import Stale

T = TypeVar("T")
ATTEMPTS: Final = 5
RACERS: Final = 100
"""Attempts at what many want at once (the next free number, the next place on a sheet): who fails lost to somebody who got it, so as
many may be needed as ask."""


async def retry_on_conflict(attempt: Callable[[], Awaitable[T]], attempts: int = ATTEMPTS) -> T:
    """Decides again on the newest state where somebody else was faster: two tablets on one sheet are no conflict.

    Raises Stale where that happens `attempts` times.
    """
    for _ in range(attempts - 1):
        try:
            return await attempt()
        except Stale:
            continue
    return await attempt()
