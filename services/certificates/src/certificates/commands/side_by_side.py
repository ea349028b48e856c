"""Writes that wait for each other's answers only where they must."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
AT_ONCE: Final = 20
"""A process that serves people has connections left."""


async def side_by_side(work: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
    """What each gives, in their order; some at a time. Where one of them fails, those of its time have ended first."""
    given: list[T] = []
    for place in range(0, len(work), AT_ONCE):
        part = await asyncio.gather(*(one() for one in work[place : place + AT_ONCE]), return_exceptions=True)
        for one in part:
            if isinstance(one, BaseException):
                raise one
            given.append(one)
    return given
