"""Members of a group, who share partitions: who comes, goes, or is silent for too long makes all of them share anew."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tests.shared.simulation.processes import Part, Process

from shared.cancellation import end
from shared.events import AnyRecord
from shared.messaging.kafka import BrokerAway, Leave, Origin, Received, TopicPartition

if TYPE_CHECKING:
    from tests.shared.simulation.kafka import SimulatedKafka

SILENCE: Final = 6.0
"""Seconds after which a member counts as dead."""
BEAT: Final = 1.0
POLL: Final = 2.0
SHORT_POLL: Final = 0.02


class Group:
    """What the broker keeps of it."""

    def __init__(self) -> None:
        self.committed: dict[TopicPartition, int] = {}
        self.generation = 0
        self.shares: dict[SimulatedMember, list[TopicPartition]] = {}
        self._heard: dict[SimulatedMember, float] = {}
        self._come: set[SimulatedMember] = set()
        self._is_settled = True

    def join(self, member: "SimulatedMember") -> None:
        self._heard[member] = _moment()
        self._is_settled = False
        self._come.add(member)
        self._look()

    def leave(self, member: "SimulatedMember") -> None:
        if self._heard.pop(member, None) is not None:
            self._come.discard(member)
            self._is_settled = False
        self._look()

    def hears(self, member: "SimulatedMember", generation: int) -> bool:
        """Whether it may go on with what it has."""
        self._look()
        if member in self._heard:
            self._heard[member] = _moment()
        return self._is_settled and self.has(member, generation)

    def has(self, member: "SimulatedMember", generation: int) -> bool:
        return member in self._heard and generation == self.generation

    def waits_for_others(self, member: "SimulatedMember") -> bool:
        """While it is asked for, it counts as heard."""
        self._look()
        if member in self._heard:
            self._heard[member] = _moment()
        return member in self._come

    def _look(self) -> None:
        for member, heard in list(self._heard.items()):
            if _moment() - heard > SILENCE:
                del self._heard[member]
                self._come.discard(member)
                self._is_settled = False
        if not self._is_settled and self._come == set(self._heard):
            self._share()

    def _share(self) -> None:
        members = list(self._heard)
        self.shares = {member: [] for member in members}
        for number, partition in enumerate(members[0].partitions if members else ()):
            self.shares[members[number % len(members)]].append(partition)
        self.generation += 1
        self._come.clear()
        self._is_settled = True


class SimulatedMember:
    """Reads as `shared.messaging.kafka.Receiver` does."""

    def __init__(
        self, kafka: "SimulatedKafka", group: Group, process: Process, partitions: Sequence[TopicPartition]
    ) -> None:
        self.partitions = partitions
        self._kafka = kafka
        self._group = group
        self._process = process
        self._generation = -1
        self._next: dict[TopicPartition, int] = {}
        self._leave: Leave | None = None
        self._has_share = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    async def start(self, leave: Leave | None = None) -> None:
        self._leave = leave
        try:
            await self._join()
        except BrokerAway:
            self._group.leave(self)
            raise
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        if self._beating is not None:
            await end(self._beating)
            self._beating = None
        self._next = {}
        with suppress(BrokerAway):
            await self._process.ask(Part.KAFKA)
            self._group.leave(self)

    async def poll(self, full: Collection[TopicPartition] = ()) -> dict[TopicPartition, list[Received[AnyRecord]]]:
        await self._process.ask(Part.KAFKA)
        await self._has_share.wait()
        found = self._fetched(full)
        if not found:
            await self._kafka.until_written(SHORT_POLL if full else POLL)
            await self._has_share.wait()
            found = self._fetched(full)
        return found

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        kept = {partition: offset for partition, offset in offsets.items() if self.has(partition)}
        if not kept:
            return
        generation = self._generation
        await self._process.ask(Part.KAFKA)
        if self._group.has(self, generation):
            self._group.committed.update(kept)
        await self._process.hear(Part.KAFKA)

    def has(self, partition: TopicPartition) -> bool:
        return partition in self._next

    def lag(self, partition: TopicPartition, next_offset: int) -> int | None:
        return len(self._kafka.logs.get(partition, ())) - next_offset if self.has(partition) else None

    def _fetched(self, full: Collection[TopicPartition]) -> dict[TopicPartition, list[Received[AnyRecord]]]:
        found = {}
        for partition, first in self._next.items():
            log = self._kafka.logs.get(partition, [])
            if partition not in full and first < len(log):
                weather = self._process.weather
                end_ = first + weather.chance.randint(1, 8) if weather.seconds else len(log)
                records = enumerate(log[first:end_], first)
                found[partition] = [Received(Origin(partition, offset), record) for offset, record in records]
                self._next[partition] = first + len(found[partition])
        return found

    async def _join(self) -> None:
        self._has_share.clear()
        if self._leave is not None and self._next:
            await self._leave(list(self._next))
        self._next = {}
        is_member = False
        while not is_member:
            await self._process.ask(Part.KAFKA)
            self._group.join(self)
            while self._group.waits_for_others(self):
                await asyncio.sleep(BEAT / 10)
                await self._process.ask(Part.KAFKA)
            self._generation = self._group.generation
            is_member = self._group.has(self, self._generation)
        share = self._group.shares[self]
        self._next = {partition: self._group.committed.get(partition, 0) for partition in share}
        self._has_share.set()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            with suppress(BrokerAway):
                await self._process.ask(Part.KAFKA)
                if not self._group.hears(self, self._generation):
                    await self._join()


def _moment() -> float:
    return asyncio.get_running_loop().time()
