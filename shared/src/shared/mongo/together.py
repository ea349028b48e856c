"""What is asked for while one command is on its way goes together in the next.

Sixteen people who register at once then cost some commands, not one each for the same championship; who is alone waits for nobody.
What is read was asked for before it was read: nothing is older than by a command of one's own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

from shared.errors import Transient

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Together(Generic[K, V]):
    """One command at a time for many keys: `ask` answers for all of those that it has something for."""

    def __init__(self, ask: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def of(self, key: K) -> V | None:
        """Whoever asks for the same key gets the same answer, which nobody changes. Raises what `ask` raises."""
        answer = self._waiting.get(key)
        if answer is None:
            answer = self._waiting[key] = asyncio.get_running_loop().create_future()
            answer.add_done_callback(_seen)
        if self._asking is None:
            self._asking = asyncio.create_task(self._run())
        # Others wait for it too: one who gives up takes nothing away from them.
        return await asyncio.shield(answer)

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, {}
                await self._tell(batch)
        finally:
            self._asking = None

    async def _tell(self, batch: Mapping[K, asyncio.Future[V | None]]) -> None:
        try:
            found = await self._ask(batch.keys())
        except BaseException as error:
            told = error if isinstance(error, Exception) else Transient("the process is about to end")
            for waiting in batch.values():
                waiting.set_exception(told)
            if told is not error:
                raise
        else:
            for key, waiting in batch.items():
                waiting.set_result(found.get(key))


def _seen(answer: "asyncio.Future[V | None]") -> None:
    """Where nobody waits any more nobody has to hear of it."""
    if not answer.cancelled():
        answer.exception()
