"""Ends background work for certain."""

import asyncio
from collections.abc import Awaitable, Collection
from typing import Any, Final, TypeVar

T = TypeVar("T")

AGAIN_SECONDS: Final = 8.0
"""Long enough for what a loop finishes before it leaves, such as a letter on its way."""


async def end(*tasks: "asyncio.Task[Any] | asyncio.Future[Any]") -> None:
    """Cancels the tasks and waits until they are done, whatever they end with.

    Once is not enough: before Python 3.12 `asyncio.wait_for`, which the drivers of MongoDB and Kafka use, loses a cancellation
    that comes together with what it waited for. So whoever is not done after a while is cancelled again.
    """
    waiting: Collection[asyncio.Task[Any] | asyncio.Future[Any]] = tasks
    while waiting:
        for task in waiting:
            task.cancel()
        done, waiting = await asyncio.wait(waiting, timeout=AGAIN_SECONDS)
        for task in done:
            if not task.cancelled():
                task.exception()  # heard here, so that it is not told as one that nobody cared for


async def to_its_end(work: Awaitable[T]) -> T:
    """Finishes `work` however often we are asked to stop meanwhile, since `end` asks again. Raises the cancellation after it."""
    task = asyncio.ensure_future(work)
    asked: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as again:
            asked = again
    if asked is not None:
        raise asked
    return task.result()
