from collections.abc import Awaitable, Callable
from typing import TypeVar

from shared.errors import Stale

T = TypeVar("T")
ATTEMPTS = 5


async def retry_on_conflict(attempt: Callable[[], Awaitable[T]]) -> T:
    """Decides again on the newest state where somebody else was faster: two tablets on one sheet are no conflict.

    Raises Stale where that happens ATTEMPTS times.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return await attempt()
        except Stale:
            continue
    return await attempt()
