"""Work on many things whose commands need not wait for each other's answers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE: Final = 16
"""A process that serves people has connections left."""


async def some_at_a_time(items: Iterable[T], do: Callable[[T], Awaitable[R]]) -> list[R]:
    """What came of each, in order; an exception that is handed back is as good an answer as any. Where one fails, those that were
    begun with it have ended first."""

    async def told(item: T) -> tuple[R]:
        return (await do(item),)

    left, done = iter(items), list[R]()
    while part := list(islice(left, AT_ONCE)):
        for answer in await asyncio.gather(*map(told, part), return_exceptions=True):
            if isinstance(answer, BaseException):
                raise answer
            done += answer
    return done
