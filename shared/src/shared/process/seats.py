"""Seats for work that takes much of a machine: a few at once, a few wait, and all others are told to come back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class NoSeat(Exception):
    """Too many wait already, or the turn did not come in time. Nothing was done."""


class Seats:
    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        """`patience`: seconds that somebody waits for their turn."""
        self._free = asyncio.Semaphore(at_once)
        self._places = at_once + waiting
        self._patience = patience

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Raises NoSeat."""
        if not self._places:
            raise NoSeat
        self._places -= 1
        try:
            await self._turn()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._places += 1

    async def _turn(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise NoSeat from None
