"""When the relay listens to what is written, and when it looks by itself."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

import pytest
from tests.shared.things import issued

from shared.cancellation import end
from shared.events import AnyRecord, to_document
from shared.messaging.kafka import Outcome
from shared.messaging.outbox import Relay
from shared.mongo.pending_events import Backlog, Settled, Waiting


@dataclass
class Listening:
    """An outbox of which so much waits at the next look, and who listens to it."""

    waiting: int = 0
    collections: Sequence[str] = ()
    looks: int = 0
    listening: bool = False
    ended: int = 0

    async def pages(self) -> AsyncGenerator[list[Waiting], None]:
        self.looks += 1
        waiting, self.waiting = self.waiting, 0
        yield [Waiting("things", uuid4(), [to_document(issued(uuid4()))], ()) for _ in range(waiting)]

    async def additions(self) -> AsyncGenerator[None, None]:
        self.listening = True
        try:
            while True:
                await asyncio.sleep(0.001)
                yield
        finally:
            self.listening = False
            self.ended += 1

    async def settle(self, settled: Sequence[Settled]) -> None: ...

    async def backlog(self, _collection: str) -> Backlog:
        return Backlog(0, None, 0)


class Takes:
    async def offer(self, records: Sequence[AnyRecord]) -> Sequence[Outcome]:
        return [None] * len(records)

    async def send(self, records: Sequence[AnyRecord]) -> None: ...


@pytest.mark.parametrize("seconds", [3600, 0.05])
async def test_while_much_is_told_it_looks_and_does_not_listen(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """`seconds`: after which it listens again."""
    for name, value in (("MUCH", 3), ("SWEEP_SECONDS", seconds), ("LOOKING_SECONDS", 0.001)):
        monkeypatch.setattr(f"shared.messaging.outbox.{name}", value)
    outbox = Listening()
    relay = asyncio.create_task(Relay(outbox, Takes(), "test").run())
    async with asyncio.timeout(30):
        await until(lambda: outbox.listening)
        outbox.waiting = 2
        await until(lambda: outbox.waiting == 0)
        assert outbox.ended == 0
        outbox.waiting = 3
        await until(lambda: outbox.ended == 1)
        looks = outbox.looks
        await until(lambda: outbox.looks > looks + 3)
        if seconds < 1:
            await until(lambda: outbox.listening)
        else:
            assert not outbox.listening
    await end(relay)


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110 - it is a sign of the outbox
        await asyncio.sleep(0.001)
