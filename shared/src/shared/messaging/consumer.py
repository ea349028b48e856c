"""The consumer runner: effects first, then the offset.

Partitions are handled side by side, each a batch after the other, while the next records come in. A transient failure waits in
its partition and is tried again in place; poison goes to the dead letters after a few tries; an event that misses something is
parked. Effects have deterministic ids, so a repetition after a crash changes nothing.
"""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from typing import Final, Generic, TypeVar

from shared.cancellation import to_its_end
from shared.events import AnyRecord
from shared.messaging.commits import Commits
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.handling import Handling
from shared.messaging.kafka import Member, Received, TopicPartition
from shared.messaging.lanes import Lane
from shared.messaging.parking import WaitingRoom
from shared.messaging.subscriptions import Subscriptions

App = TypeVar("App")

LEAVE_SECONDS: Final = 2.0
"""So long a partition that goes to another member waits for the batch that is in hand here. Longer ones are handled there again."""


class Consumer(Generic[App]):
    """Reads the topics of `subscriptions` as the group of the service."""

    def __init__(
        self,
        subscriptions: Subscriptions[App],
        app: App,
        receiver: Member,
        parking: WaitingRoom,
        dead: DeadLetters,
        service: str,
    ) -> None:
        self._handling = Handling(subscriptions, app, parking, dead, service)
        self._receiver = receiver
        self._commits = Commits(receiver, service)
        self._lanes: dict[TopicPartition, Lane] = {}

    async def run(self) -> None:
        """Until cancelled. What is in hand is finished and committed before it leaves. Raises BrokerAway."""
        try:
            await self._receiver.start(self._leave)
            while True:
                full = [partition for partition, lane in self._lanes.items() if lane.is_full]
                for partition, records in (await self._receiver.poll(full)).items():
                    self._lane(partition).add(records)
                self._raise_failure()
        finally:
            await to_its_end(self._close())

    async def handle(self, received: Received[AnyRecord]) -> bool:
        """One record, to its end: its effect or a parked event (True), or a dead letter (False). Raises what is transient."""
        return await self._handling.one(received)

    async def wake(self, key: str) -> int:
        """Handles all that waits for `key`. Raises what is transient."""
        return await self._handling.wake([key])

    def _lane(self, partition: TopicPartition) -> Lane:
        if partition not in self._lanes:
            self._lanes[partition] = Lane(partition, self._handling.all, self._commits.add)
        return self._lanes[partition]

    def _raise_failure(self) -> None:
        for lane in self._lanes.values():
            lane.raise_failure()
        self._commits.raise_failure()

    async def _leave(self, partitions: Collection[TopicPartition]) -> None:
        """Others get them once what is in hand here is done, if that does not take long: so a key keeps its order."""
        leaving = [self._lanes[partition].leave() for partition in partitions if partition in self._lanes]
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVE_SECONDS):
                await asyncio.gather(*leaving)
                await self._commits.flush()

    async def _close(self) -> None:
        lanes = self._lanes.values()
        await asyncio.gather(*(lane.leave() for lane in lanes))
        await self._commits.flush()
        await asyncio.gather(*(lane.close() for lane in lanes), self._commits.close())
        self._lanes.clear()
        await self._receiver.stop()
