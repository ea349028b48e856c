"""What many ask for and few change: read anew after a while, and kept with all that was made of it while it reads the same."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class Seen(Generic[V]):
    """As it was read last."""

    value: V
    at: float
    made: dict[Hashable, Any] = field(default_factory=dict)
    """What was written of it, in each of its forms: goes as soon as it reads otherwise."""


class LookedOver(Generic[K, V]):
    """The `most` that were asked for last, each at most twice `seconds` old: one reads it anew, others get meanwhile what was there.

    It is found out by reading, not told by whoever changes it: so it holds for several processes, and for what only time changes.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._seen: OrderedDict[K, Seen[V]] = OrderedDict()
        self._reading: dict[K, asyncio.Lock] = {}

    async def get(self, key: K, read: Callable[[], Awaitable[V]]) -> Seen[V]:
        """Raises what `read` raises: then nothing is kept of it."""
        seen = self._seen.get(key)
        if seen is not None and self._age(seen) < self._seconds:
            return seen
        lock = self._reading.setdefault(key, asyncio.Lock())
        if lock.locked() and seen is not None and self._age(seen) < 2 * self._seconds:
            return seen
        try:
            async with lock:
                return await self._read(key, read)
        finally:
            if not lock.locked():
                self._reading.pop(key, None)

    async def _read(self, key: K, read: Callable[[], Awaitable[V]]) -> Seen[V]:
        before = self._seen.get(key)
        if before is not None and self._age(before) < self._seconds:
            return before  # whoever had the lock before has read it
        began = time.monotonic()
        try:
            value = await read()
        except BaseException:
            self._seen.pop(key, None)
            raise
        if before is not None and before.value == value:
            before.at = began
        else:
            self._seen[key] = Seen(value, began)
        self._seen.move_to_end(key)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return self._seen[key]

    @staticmethod
    def _age(seen: Seen[V]) -> float:
        return time.monotonic() - seen.at
