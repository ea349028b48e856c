"""Workers of one service, and what befalls them.

The relay, the consumer and the lease are those of the product; broker, stores and clock are simulated. Everything that happens
follows from the seed.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from random import Random
from typing import Final

from tests.shared.simulation.desk import Desk, Effects, table
from tests.shared.simulation.kafka import SimulatedKafka
from tests.shared.simulation.plots import LARGEST, TELLING, plot
from tests.shared.simulation.processes import Part, Process, Weather
from tests.shared.simulation.stores import Documents, Parked, SimulatedLeases, SimulatedOutbox, SimulatedParking

from shared.cancellation import end
from shared.clock import now
from shared.events import AnyRecord
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Outcome, Sender
from shared.messaging.outbox import Relay
from shared.process.lease import RENEWAL, Lease
from shared.process.worker import supervise

SERVICE: Final = "notifications"
RELAY: Final = "relay"
MOST_TROUBLES: Final = 6
WRONG: Final = RENEWAL * 0.49
"""Two calendars then differ by less than a lease allows for."""
LONGEST_TROUBLE: Final = 18.0
"""Seconds: longer than a lease and than a member may be silent."""


class World:
    def __init__(self, seed: str) -> None:
        self.chance = Random(seed)
        self.plot = plot(self.chance)
        failures = self.chance.choice((0.0, 0.02, 0.1))
        self.weather = Weather(self.chance, failures, seconds=0.2, repeats=0.1, wrong=WRONG)
        self.kafka = SimulatedKafka(largest=LARGEST)
        self.documents = Documents()
        self.parked: Parked = {}
        self.leases: dict[str, tuple[str, datetime]] = {}
        self.effects = Effects(frozenset(self.plot.poison), frozenset(self.plot.waiting))
        self.trespasses: list[str] = []
        """Who offered events while somebody else had the lease, and who took it for theirs at the same time."""
        self._offering = asyncio.Event()
        self.workers = [_Worker(self, f"worker-{number}") for number in range(self.chance.randint(2, 3))]
        self._offers = self.workers[0]

    async def play(self) -> None:
        """All is told, and all troubles are over."""
        for worker in self.workers:
            worker.start()
        troubles = [self._trouble() for _ in range(self.chance.randint(1, MOST_TROUBLES))]
        await asyncio.gather(self._tell(), *troubles)
        self.weather.failures = 0.0

    async def close(self) -> None:
        await asyncio.gather(*(worker.stop() for worker in self.workers))

    async def _tell(self) -> None:
        for moment, id, event in self.plot.told:
            await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))
            self.documents.add(id, event)

    async def _trouble(self) -> None:
        """It befalls one of the workers some time, or whoever offers events then: in the midst of it."""
        await asyncio.sleep(self.chance.uniform(0, TELLING * 1.5))
        worker, seconds = self.chance.choice(self.workers), self.chance.uniform(0, LONGEST_TROUBLE)
        if self.chance.random() < 0.5:
            with suppress(TimeoutError):
                async with asyncio.timeout(TELLING):
                    await self._offering.wait()
                    worker = self._offers
        what = self.chance.choice((worker.die_and_rise, worker.stand_still, worker.lose_touch, self._close_a_topic))
        await what(seconds)

    def sees_offer_of(self, process: Process) -> None:
        owner, until = self.leases.get(RELAY, ("nobody", now()))
        if owner != process.name and until > now():
            self.trespasses.append(f"{process.name} while {owner} has the lease")
        if len(sure := [worker.name for worker in self.workers if worker.is_sure]) > 1:
            self.trespasses.append(f"sure of the lease at once: {sure}")
        self._offers = next((worker for worker in self.workers if worker.is_process(process)), self._offers)
        self._offering.set()
        self._offering = asyncio.Event()

    async def _close_a_topic(self, seconds: float) -> None:
        topic = self.chance.choice(table().topics)
        self.kafka.closed.add(topic)
        await asyncio.sleep(seconds)
        self.kafka.closed.discard(topic)


class _Worker:
    """A process with the relay under its lease, and a consumer."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self.name = name
        self._lives = 0
        self._process = Process()
        self._lease: Lease | None = None
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        world = self._world
        self._process = process = Process(self.name, world.weather)
        sender, subscriptions = world.kafka.sender(process), table()
        consumer = Consumer(
            subscriptions,
            Desk(world.effects, process),
            world.kafka.member(process, subscriptions.topics, SERVICE),
            SimulatedParking(world.parked, process),
            DeadLetters(SERVICE, sender),
            SERVICE,
        )
        self._lease = lease = Lease(SimulatedLeases(world.leases, process), RELAY, self.name)
        watched = _Watched(sender, world, process)
        relay = Relay(SimulatedOutbox(world.documents, process), watched, SERVICE, lease.is_ours)
        loops = (consumer.run, partial(lease.hold, relay.run))
        self._loops = [process.run(supervise(loop)) for loop in loops]

    @property
    def is_sure(self) -> bool:
        return self._process.is_alive and self._lease is not None and self._lease.is_ours()

    def is_process(self, process: Process) -> bool:
        return self._process is process

    async def stop(self) -> None:
        await end(*self._loops)

    async def die_and_rise(self, seconds: float) -> None:
        """As by SIGKILL. It rises under its own name, by which it has its lease again, or under another."""
        self._process.kill()
        await end(*self._loops)
        await asyncio.sleep(seconds / 4)
        if self._process.is_alive:
            return  # another trouble of the same kind has raised it already
        if self._world.chance.random() < 0.5:
            self._lives += 1
            self.name = f"{self.name.partition('/')[0]}/{self._lives}"
        self.start()

    async def stand_still(self, seconds: float) -> None:
        """As by SIGSTOP and SIGCONT."""
        process = self._process
        process.pause()
        await asyncio.sleep(seconds)
        process.go_on()

    async def lose_touch(self, seconds: float) -> None:
        process, part = self._process, self._world.chance.choice(list(Part))
        process.out_of_reach.add(part)
        await asyncio.sleep(seconds)
        process.out_of_reach.discard(part)


class _Watched:
    """The relay's way to the broker: it is looked who has the lease when events are offered."""

    def __init__(self, sender: Sender, world: World, process: Process) -> None:
        self._sender = sender
        self._world = world
        self._process = process

    async def send(self, records: Sequence[AnyRecord]) -> None:
        await self._sender.send(records)

    async def offer(self, records: Sequence[AnyRecord]) -> Sequence[Outcome]:
        self._world.sees_offer_of(self._process)
        return await self._sender.offer(records)
