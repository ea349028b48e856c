"""A consumer to look at: what it hears, misses and puts aside."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from tests import waiting
from tests.shared.reading import read_all

from shared.cancellation import end
from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.events import AnyRecord, Event
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Member, Producer, Receiver, Sender
from shared.messaging.parking import Parking, WaitingRoom
from shared.messaging.subscriptions import Subscriptions
from shared.messaging.topics import dead_letters
from shared.mongo.database import Database
from shared.settings import ServiceSettings

SERVICE = "notifications"


@dataclass
class Recorder:
    """An app whose effects are what it has seen."""

    seen: list[UUID] = field(default_factory=list)
    people: set[UUID] = field(default_factory=set)
    erased: list[UUID] = field(default_factory=list)
    fail: Callable[[Event[CertificateIssued]], Exception | None] = lambda _event: None
    fail_erasure: Exception | None = None
    gate: asyncio.Event | None = None
    """Where there is one, handlers wait for it."""
    begun: int = 0


def table() -> Subscriptions[Recorder]:
    subscriptions: Subscriptions[Recorder] = Subscriptions()

    @subscriptions.on(CertificateIssued)
    async def tell(event: Event[CertificateIssued], app: Recorder) -> None:
        app.begun += 1
        if app.gate is not None:
            await app.gate.wait()
        error = app.fail(event)
        if error is not None:
            raise error
        app.seen.append(event.id)

    @subscriptions.on(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
    async def remember(event: Event[PersonChanged], app: Recorder) -> None:
        app.people.add(event.data.subject_id)

    @subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: f"person:{subject_id}")
    async def forget(subject_id: UUID, app: Recorder) -> None:
        if app.fail_erasure is not None:
            raise app.fail_erasure
        app.erased.append(subject_id)

    return subscriptions


class CountedParking(WaitingRoom, Protocol):
    async def count(self) -> int: ...


class Bench(ABC):
    """A broker and a store, real or simulated, and consumers at work on them."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender

    @property
    @abstractmethod
    def parking(self) -> CountedParking: ...

    @abstractmethod
    def member(self, topics: Sequence[str]) -> Member: ...

    @abstractmethod
    async def records(self, topic: str) -> list[AnyRecord]:
        """From its beginning to its end."""

    def consumer(self, app: Recorder) -> Consumer[Recorder]:
        subscriptions = table()
        dead = DeadLetters(SERVICE, self.sender)
        return Consumer(subscriptions, app, self.member(subscriptions.topics), self.parking, dead, SERVICE)

    async def send(self, *records: AnyRecord) -> None:
        await self.sender.send(records)

    async def letters(self) -> list[AnyRecord]:
        return await self.records(dead_letters(SERVICE))

    @asynccontextmanager
    async def running(self, app: Recorder) -> AsyncIterator[None]:
        task = asyncio.create_task(self.consumer(app).run())
        try:
            yield
        finally:
            await end(task)


class RealBench(Bench):
    def __init__(self, settings: ServiceSettings, db: Database, producer: Producer) -> None:
        super().__init__(producer)
        self.settings = settings
        self.db = db

    @property
    def parking(self) -> CountedParking:
        return Parking(self.db)

    def member(self, topics: Sequence[str]) -> Member:
        return Receiver(self.settings, topics, SERVICE)

    async def records(self, topic: str) -> list[AnyRecord]:
        return await read_all(self.settings, topic)


until = waiting.until


def has_letters(bench: Bench) -> Callable[[], Awaitable[bool]]:
    async def there() -> bool:
        return len(await bench.letters()) > 0

    return there
