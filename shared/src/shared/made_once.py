"""What takes its time to make, made once for all who ask for it."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

from shared.ttl_cache import TtlCache

T = TypeVar("T")


class MadeOnce(Generic[T]):
    """Made for all who ask at the same time, and for all of the `seconds` after that: the newest `most` of one process."""

    def __init__(self, most: int, seconds: float) -> None:
        self._made: TtlCache[Hashable, tuple[Hashable, asyncio.Task[T]]] = TtlCache(most, seconds)

    async def get(self, key: Hashable, of: Hashable, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `make` made of the same `of` a moment ago, else what it makes now. What it raises is not kept."""
        found = self._made.get(key)
        if found is None or found[0] != of:
            found = self._made.keep(key, (of, asyncio.create_task(make())))
        try:
            # Whoever goes away does not take it from the others who wait.
            return await asyncio.shield(found[1])
        except Exception:
            self._made.drop(key)
            raise

    def drop(self, key: Hashable) -> None:
        """The next who asks gets a newer one."""
        self._made.drop(key)
