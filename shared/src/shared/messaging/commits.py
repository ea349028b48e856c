"""How far a group has come: told to Kafka behind the work, as often as Kafka answers."""

import asyncio
from contextlib import suppress
from typing import Final

from shared.cancellation import end
from shared.messaging.kafka import Member, TopicPartition
from shared.observability import metrics

LAST_SECONDS: Final = 3.0
"""So long the last commit may take. What is not committed is handled again, and changes nothing."""


class Commits:
    """While one commit is on its way, what is done meanwhile waits for the next: nobody who handles waits for it."""

    def __init__(self, receiver: Member, service: str) -> None:
        self._receiver = receiver
        self._service = service
        self._offsets: dict[TopicPartition, int] = {}
        self._sending: asyncio.Task[None] | None = None

    def add(self, partition: TopicPartition, offset: int) -> None:
        """`offset`: of the next record. The effects of all before it are there."""
        self._offsets[partition] = offset
        if self._sending is None or self._sending.done():
            self.raise_failure()
            self._sending = asyncio.create_task(self._send())

    def raise_failure(self) -> None:
        """BrokerAway, where that came of the last one."""
        if self._sending is not None and self._sending.done():
            self._sending.result()

    async def flush(self) -> None:
        """Returns when all is committed, or cannot be in time."""
        if self._sending is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    await asyncio.wait({self._sending})

    async def close(self) -> None:
        if self._sending is not None:
            await end(self._sending)
        self._sending = None
        self._offsets.clear()

    async def _send(self) -> None:
        while self._offsets:
            offsets, self._offsets = self._offsets, {}
            await self._receiver.commit(offsets)
            for partition, offset in offsets.items():
                lag = self._receiver.lag(partition, offset)
                if lag is not None:
                    metrics.lag.labels(self._service, partition.topic, str(partition.partition)).set(lag)
