"""The records of one partition on their way through: what came, what is in hand, and how far it is done."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

from shared.cancellation import end
from shared.events import AnyRecord
from shared.messaging.handling import MOST, TRANSIENT
from shared.messaging.kafka import Origin, Received, TopicPartition
from shared.observability.repeats import repeats
from shared.observability.telemetry import log

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0

Handle = Callable[[Sequence[Received[AnyRecord]], set[Origin]], Awaitable[None]]


class Lane:
    """Handles records one batch after the other. What fails for the moment is tried again in place, after a pause that grows.

    `handle` adds to its set what is at its end, also where it raises. `is_done` is told the offset of the next record.
    """

    def __init__(
        self, partition: TopicPartition, handle: Handle, is_done: Callable[[TopicPartition, int], None]
    ) -> None:
        self._partition = partition
        self._handle = handle
        self._is_done = is_done
        self._waiting: list[Received[AnyRecord]] = []
        self._filled = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._dropped = asyncio.Event()
        self._running = asyncio.create_task(self._run())

    @property
    def is_full(self) -> bool:
        """A batch waits behind the one in hand."""
        return len(self._waiting) >= MOST

    def add(self, records: Sequence[Received[AnyRecord]]) -> None:
        self._waiting += records
        self._filled.set()
        if not self._running.done():
            self._idle.clear()

    async def leave(self) -> None:
        """The partition goes elsewhere: what is not in hand is forgotten. Returns when what is in hand is done."""
        self._waiting.clear()
        self._dropped.set()
        await self._idle.wait()

    async def close(self) -> None:
        await end(self._running)

    def raise_failure(self) -> None:
        """What ended it, if anything did."""
        if self._running.done():
            self._running.result()

    async def _run(self) -> None:
        try:
            while True:
                if not self._waiting:
                    self._filled.clear()
                    self._idle.set()
                    await self._filled.wait()
                self._dropped.clear()
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if batch:
                    await self._to_its_end(batch)
        finally:
            self._idle.set()

    async def _to_its_end(self, batch: Sequence[Received[AnyRecord]]) -> None:
        left, failures = list(batch), 0
        while left and not (failures and self._dropped.is_set()):
            done: set[Origin] = set()
            error = await self._attempt(left, done)
            undone = [received for received in left if received.origin not in done]
            reached = undone[0].origin.offset if undone else left[-1].origin.offset + 1
            if reached > left[0].origin.offset:
                self._is_done(self._partition, reached)
            left = undone
            if error is not None:
                failures = 1 if done else failures + 1
                await self._pause(failures, error)

    async def _attempt(self, records: Sequence[Received[AnyRecord]], done: set[Origin]) -> Exception | None:
        """What is transient, where something was."""
        try:
            await self._handle(records, done)
        except TRANSIENT as error:
            return error
        done.update(received.origin for received in records)
        return None

    async def _pause(self, failures: int, error: Exception) -> None:
        seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
        what = ("handling waits", self._partition.topic, type(error).__name__)
        if times := repeats.times(what):
            log.warning(what[0], topic=what[1], error=what[2], seconds=seconds, times=times)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._dropped.wait()
