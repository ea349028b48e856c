"""The one way in which tests wait: for what they look at, never for time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

T = TypeVar("T")


@overload
async def until(look: Callable[[], Awaitable[T]], seconds: float = 60) -> T: ...
@overload
async def until(look: Callable[[], bool], seconds: float = 60) -> bool: ...
async def until(look: Callable[[], Any], seconds: float = 60) -> Any:
    """What `look` finds as soon as it is true; fails with what it saw last."""
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        found = look()
        seen = await found if isinstance(found, Awaitable) else found
        if seen:
            return seen
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"still {seen!r} after {seconds} s")
        await asyncio.sleep(0.02)
