"""Who changes one document of which many write at once takes turns: in one process nobody is refused by a neighbour's write.

Only processes then race each other, which `retry_on_conflict` settles.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class Turns:
    """A queue for each id, in the order of asking; forgotten when nobody is in it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, id: UUID) -> AsyncIterator[None]:
        lock = self._locks.setdefault(id, asyncio.Lock())
        async with lock:
            yield
