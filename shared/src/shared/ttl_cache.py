"""What was found out a moment ago: a small memory of one process, bounded in number and in age."""

import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class TtlCache(Generic[K, V]):
    """The newest `most` values, each for at most `seconds`. It answers as a request so much earlier would have been answered."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def get(self, key: K) -> V | None:
        found = self._kept.get(key)
        if found is None:
            return None
        until, value = found
        if time.monotonic() >= until:
            del self._kept[key]
            return None
        return value

    def keep(self, key: K, value: V, seconds: float | None = None) -> V:
        """Keeps it, for less than usual where `seconds` says so."""
        lasting = self._seconds if seconds is None else min(seconds, self._seconds)
        self._kept[key] = (time.monotonic() + lasting, value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value

    def drop(self, key: K) -> None:
        self._kept.pop(key, None)
