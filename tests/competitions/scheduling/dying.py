"""A process that dies between two writes: its stores write so many times, and then nothing more happens."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from typing import Any

from competitions.wiring import App

STORES = ("championships", "registrations", "places", "schedules")


class Death(Exception):
    """What is written is written, and nobody hears of it."""


def dying(app: App, writes: int) -> App:
    """The application, up to and with so many writes."""
    left = [writes]

    def counted(write: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def once(*given: Any) -> Any:
            if left[0] == 0:
                raise Death
            left[0] -= 1
            return await write(*given)

        return once

    stores: dict[str, Any] = {}
    for name in STORES:
        store = copy(getattr(app, name))
        store.save, store.add = counted(store.save), counted(store.add)
        stores[name] = store
    return replace(app, **stores)


async def until_done(app: App, work: Callable[[App], Awaitable[None]], most: int) -> None:
    """Begins the work again and again, and each time dies one write later."""
    for writes in range(most):
        with suppress(Death):
            await work(dying(app, writes))
