"""A small broker in memory: what is written stays in its order, and may be written twice."""

import asyncio
from collections.abc import Collection, Sequence
from contextlib import suppress
from zlib import crc32

from tests.shared.simulation.groups import Group, SimulatedMember
from tests.shared.simulation.processes import Part, Process

from shared.events import AnyRecord, Record
from shared.messaging.kafka import BrokerAway, Outcome, Refused, TopicAway, TopicPartition


class SimulatedKafka:
    """`largest`: bytes of a value that is taken."""

    def __init__(self, partitions: int = 2, largest: int = 1_000_000) -> None:
        self.logs: dict[TopicPartition, list[AnyRecord]] = {}
        self.late: set[int] = set()
        """Records (by their `id()`) that were on their way when their sender was stopped."""
        self.closed: set[str] = set()
        """Topics that take nothing now."""
        self._partitions = partitions
        self._largest = largest
        self._groups: dict[str, Group] = {}
        self._written = asyncio.Event()

    def sender(self, process: Process) -> "SimulatedSender":
        return SimulatedSender(self, process)

    def member(self, process: Process, topics: Sequence[str], group: str) -> SimulatedMember:
        return SimulatedMember(self, self._groups.setdefault(group, Group()), process, self.partitions_of(topics))

    def partitions_of(self, topics: Collection[str]) -> list[TopicPartition]:
        return [TopicPartition(topic, number) for topic in sorted(topics) for number in range(self._partitions)]

    def records(self, topic: str) -> list[AnyRecord]:
        return [record for partition in self.partitions_of([topic]) for record in self.logs.get(partition, [])]

    def refuses(self, record: AnyRecord) -> bool:
        return isinstance(record, Record) and len(record.value) > self._largest

    def write(self, record: AnyRecord) -> None:
        partition = TopicPartition(record.topic, crc32(record.key) % self._partitions)
        self.logs.setdefault(partition, []).append(record)
        self._written.set()
        self._written = asyncio.Event()

    async def until_written(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._written.wait()


class SimulatedSender:
    def __init__(self, kafka: SimulatedKafka, process: Process) -> None:
        self._kafka = kafka
        self._process = process

    async def send(self, records: Sequence[AnyRecord]) -> None:
        for outcome in await self.offer(records):
            if outcome is not None:
                raise outcome

    async def offer(self, records: Sequence[AnyRecord]) -> list[Outcome]:
        pauses = self._process.pauses
        outcomes: list[Outcome] = []
        try:
            await self._process.ask(Part.KAFKA)
            outcomes += [self._taken(record, is_late=self._process.pauses != pauses) for record in records]
            await self._process.hear(Part.KAFKA)
        except BrokerAway as away:
            return [one if isinstance(one, Refused) else away for one in outcomes or [away for _ in records]]
        return outcomes

    def _taken(self, record: AnyRecord, *, is_late: bool) -> Outcome:
        weather = self._process.weather
        if self._kafka.refuses(record):
            return Refused("MessageSizeTooLargeError")
        if record.topic in self._kafka.closed:
            return TopicAway("simulated")
        if weather.strikes(weather.failures):
            return BrokerAway("this one alone")
        for _ in range(1 + weather.strikes(weather.repeats)):
            if is_late:
                self._kafka.late.add(id(record))
            self._kafka.write(record)
        return None
