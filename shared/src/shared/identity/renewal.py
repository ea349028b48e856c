"""Sessions are renewed at the issuer, once for all requests that come together, and not at all while it is silent."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from shared.errors import Transient
from shared.identity.token_endpoint import SessionOver
from shared.ttl_cache import TtlCache

S = TypeVar("S")

KEPT_SECONDS: Final = 60.0
"""A page's requests carry the old cookie until one of them has brought the new one."""
MOST_KEPT: Final = 5000
COOL_DOWN_SECONDS: Final = 10.0


@dataclass
class Renewals(Generic[S]):
    """`of(key, renew)` is what `renew` finds out, asked once for all who come with the same key; None for a session that is over.

    Raises Transient while the issuer is silent. Then it is asked again every ten seconds, by one request alone: all others
    are told at once, so that nobody waits for a dead issuer with each mark.
    """

    _found: TtlCache[str, tuple[S | None]] = field(default_factory=lambda: TtlCache(MOST_KEPT, KEPT_SECONDS))
    _running: dict[str, asyncio.Task[S | None]] = field(default_factory=dict)
    _silent_until: float | None = None

    async def of(self, key: str, renew: Callable[[], Awaitable[S]]) -> S | None:
        found = self._found.get(key)
        if found is not None:
            return found[0]
        running = self._running.get(key)
        if running is None:
            self._ask_only_now_and_then()
            running = self._running[key] = asyncio.create_task(self._ask(key, renew))
            running.add_done_callback(lambda done: self._done(key, done))
        # One request that is broken off ends nobody else's renewal.
        return await asyncio.shield(running)

    def end(self, key: str) -> None:
        """The person signed out: what comes with the old cookie after that is not renewed."""
        self._found.keep(key, (None,))

    def _done(self, key: str, task: "asyncio.Task[S | None]") -> None:
        del self._running[key]
        if not task.cancelled():
            task.exception()  # Those who wait hear of it; asyncio would log it where none of them is left.

    def _ask_only_now_and_then(self) -> None:
        if self._silent_until is None:
            return
        if time.monotonic() < self._silent_until:
            raise Transient("the sign-in did not answer a moment ago")
        self._silent_until = time.monotonic() + COOL_DOWN_SECONDS

    async def _ask(self, key: str, renew: Callable[[], Awaitable[S]]) -> S | None:
        found: S | None = None
        try:
            found = await renew()
        except SessionOver:
            pass
        except Transient:
            self._silent_until = time.monotonic() + COOL_DOWN_SECONDS
            raise
        self._silent_until = None
        known = self._found.get(key)
        return self._found.keep(key, known or (found,))[0]
