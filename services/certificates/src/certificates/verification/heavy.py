"""Checks that take their time, such as canonicalisation: off the event loop, few at once, and nobody waits for ever."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final, ParamSpec, TypeVar

from certificates.domain.refusal import Refusal

AT_ONCE: Final = 2
WAITING: Final = 32
"""More than these in the queue are told to come back: what is taken in is answered in time."""
SECONDS: Final = 5.0

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(eq=False)
class VerificationBusy(Refusal):
    """Too many ask at once, or one check took too long: nothing was found out."""


class HeavyChecks:
    """Runs checks in threads of its own.

    A thread cannot be stopped, so a check must be bounded by what it takes in (as `formats.jsonld` is); one that is
    still running after its time keeps its place until it ends.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="heavy-check")
        self._places = BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    async def run(self, check: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """What the check answers. Raises VerificationBusy."""
        if not self._places.acquire(blocking=False):
            raise VerificationBusy
        under_way = self._threads.submit(check, *args, **named)
        under_way.add_done_callback(lambda _: self._places.release())
        try:
            return await asyncio.wait_for(asyncio.wrap_future(under_way), self._seconds)
        except TimeoutError:
            raise VerificationBusy from None
