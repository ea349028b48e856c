"""Consumers at work on a simulated broker and store."""

from collections.abc import Sequence

from tests.shared.consuming import SERVICE, Bench
from tests.shared.simulation.groups import SimulatedMember
from tests.shared.simulation.kafka import SimulatedKafka
from tests.shared.simulation.processes import Process
from tests.shared.simulation.stores import Parked, SimulatedParking

from shared.events import AnyRecord
from shared.messaging.topics import PARTITIONS


class SimulatedBench(Bench):
    def __init__(self) -> None:
        self._kafka = SimulatedKafka(PARTITIONS)
        self._process = Process()
        self._parked: Parked = {}
        super().__init__(self._kafka.sender(self._process))

    @property
    def parking(self) -> SimulatedParking:
        return SimulatedParking(self._parked, self._process)

    def member(self, topics: Sequence[str]) -> SimulatedMember:
        return self._kafka.member(self._process, topics, SERVICE)

    async def records(self, topic: str) -> list[AnyRecord]:
        return self._kafka.records(topic)
