"""What verifiers read, as this process published it last."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from certificates.formats.published import Published
from shared.ttl_cache import TtlCache

SECONDS = 60.0


class PublishedCache:
    """Made once for all who ask at the same time, and for all of a minute: every scan asks for it, and anybody may."""

    def __init__(self, most: int) -> None:
        self._cached: TtlCache[Hashable, tuple[Hashable, asyncio.Task[Published]]] = TtlCache(most, SECONDS)

    async def get(self, key: Hashable, of: Hashable, make: Callable[[], Coroutine[Any, Any, Published]]) -> Published:
        """What `make` made of the same `of` within the minute, else what it makes now."""
        found = self._cached.get(key)
        if found is None or found[0] != of:
            found = self._cached.keep(key, (of, asyncio.create_task(make())))
        try:
            # Whoever goes away does not take it from the others who wait.
            return await asyncio.shield(found[1])
        except Exception:
            self._cached.drop(key)
            raise

    def drop(self, key: Hashable) -> None:
        """A status changed here: the next who asks gets a newer one."""
        self._cached.drop(key)
