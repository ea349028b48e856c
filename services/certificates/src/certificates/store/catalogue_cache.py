"""The catalogue as this process published it last."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from shared.ttl_cache import TtlCache

SECONDS = 60.0
_CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class PublishedCatalogue:
    """JSON as it is sent."""

    body: bytes

    @property
    def tag(self) -> str:
        """The ETag."""
        return f'"{sha256(self.body).hexdigest()[:24]}"'


class CatalogueCache:
    """Made once for all who ask at the same time, and for all of a minute: every scan asks for it, and anybody may."""

    def __init__(self) -> None:
        self._cached: TtlCache[str, tuple[Hashable, asyncio.Task[PublishedCatalogue]]] = TtlCache(1, SECONDS)

    async def get(
        self, of: Hashable, make: Callable[[], Coroutine[Any, Any, PublishedCatalogue]]
    ) -> PublishedCatalogue:
        """What `make` made of the same `of` within the minute, else what it makes now."""
        found = self._cached.get(_CATALOGUE)
        if found is None or found[0] != of:
            found = self._cached.keep(_CATALOGUE, (of, asyncio.create_task(make())))
        try:
            # Whoever goes away does not take it from the others who wait.
            return await asyncio.shield(found[1])
        except Exception:
            self._cached.drop(_CATALOGUE)
            raise

    def drop(self) -> None:
        """A status changed here: the next who asks gets a newer one."""
        self._cached.drop(_CATALOGUE)
