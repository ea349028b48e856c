"""What a service is made of, and what its processes do: `python -m <service> worker | replay | outbox …` (`cli.py`)."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetters, Replayed, replay
from shared.messaging.kafka import Producer, Receiver
from shared.messaging.outbox import Relay
from shared.messaging.parking import Parking
from shared.messaging.subscriptions import Subscriptions
from shared.mongo.aggregates import Aggregates, Parts, publishing
from shared.mongo.database import Database
from shared.mongo.leases import Leases
from shared.mongo.pending_events import PendingEvents
from shared.mongo.waiting_events import WaitingEvents
from shared.process.lease import Lease
from shared.process.priority import give_way
from shared.process.worker import Loop, identity, run
from shared.settings import ServiceSettings

if TYPE_CHECKING:
    from fastapi import FastAPI


class Wired(Parts, Protocol):
    """What every service's composition root offers to its processes: a dataclass with the stores among its fields."""

    @property
    def database(self) -> Database: ...


S = TypeVar("S", bound=ServiceSettings)
A = TypeVar("A", bound=Wired)


@dataclass(frozen=True)
class Service(Generic[S, A]):
    """The parts of a service that its processes are made of.

    `loops` are the service's own background work, `(name, loop)`, each run by one worker at a time. `before_stop` ends what an
    API would otherwise send for ever. `examine` raises Unfit where the service cannot use what its settings name. What the relay
    looks at is derived: the stores that say that they publish.
    """

    name: str
    settings: Callable[[], S]
    wire: Callable[[S], AbstractAsyncContextManager[A]]
    api: "Callable[[S], FastAPI]"
    subscriptions: Subscriptions[A] | None = None
    loops: Callable[[A], Sequence[tuple[str, Callable[[], Awaitable[None]]]]] = lambda _app: ()
    before_stop: Callable[[A], None] = lambda _app: None
    examine: Callable[[S], object] = lambda _settings: None

    async def work(self) -> None:
        """The worker: the relay, the consumer and the service's own loops."""
        settings = self.settings()
        give_way(settings.worker_nice)
        async with self._connected(settings) as (app, producer):
            loops = [*self._consumers(settings, app, producer), *self._leased(settings, app, producer)]
            checks = [("mongodb", lambda: app.database.command("ping")), ("kafka", producer.ping)]
            await run(settings, loops, checks, [("put_aside", lambda: count_put_aside(publishing(app)))])

    async def replay(self, *, dry_run: bool) -> AsyncGenerator[Replayed, None]:
        """Raises what is transient, such as BrokerAway."""
        settings = self.settings()
        async with self._connected(settings) as (app, producer):
            consumer = self.consumer(settings, app, producer)
            async with aclosing(replay(settings, self.name, consumer.handle, dry_run=dry_run)) as letters:
                async for letter in letters:
                    yield letter

    def consumer(self, settings: S, app: A, producer: Producer) -> Consumer[A]:
        subscriptions: Subscriptions[A] = self.subscriptions or Subscriptions()
        receiver = Receiver(settings, subscriptions.topics, self.name)
        dead = DeadLetters(self.name, producer)
        return Consumer(subscriptions, app, receiver, Parking(app.database), dead, self.name)

    def relay(self, app: A, producer: Producer, is_ours: Callable[[], bool] = lambda: True) -> Relay:
        return Relay(WaitingEvents(app.database, publishing(app)), producer, self.name, is_ours)

    @asynccontextmanager
    async def _connected(self, settings: S) -> AsyncIterator[tuple[A, Producer]]:
        producer = Producer(settings)
        try:
            async with self.wire(settings) as app:
                yield app, producer
        finally:
            await producer.stop()

    def _consumers(self, settings: S, app: A, producer: Producer) -> list[Loop]:
        return [self.consumer(settings, app, producer).run] if self.subscriptions else []

    def _leased(self, settings: S, app: A, producer: Producer) -> list[Loop]:
        lease = partial(Lease, Leases(app.database), owner=identity(settings))
        sending = lease("relay")
        relay = self.relay(app, producer, sending.is_ours)
        return [_held(sending, relay.run), *(_held(lease(name), loop) for name, loop in self.loops(app))]


async def count_put_aside(stores: Sequence[Aggregates[Any]]) -> int:
    """How many events are not sent before an operator has decided."""
    return sum(await asyncio.gather(*(PendingEvents(store.collection).count_put_aside() for store in stores)))


def _held(lease: Lease, loop: Callable[[], Awaitable[None]]) -> Loop:
    async def hold() -> None:
        await lease.hold(loop)

    return hold
