"""The consumer runner against a real mongod and Kafka."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from tests.shared.reading import read_all
from tests.shared.things import AT, issued, person

from shared.consumer import Consumer
from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.deadletters import DeadLetters, replay
from shared.ending import end
from shared.errors import Transient
from shared.events import Event, Record, to_record, tombstone
from shared.handling import Handlers
from shared.kafka import Producer, Receiver
from shared.mongo import Database
from shared.parking import Missing, Parking
from shared.settings import ServiceSettings
from shared.topics import dead_letters

SERVICE = "notifications"


@dataclass
class Recorder:
    """An app whose effects are what it has seen."""

    seen: list[UUID] = field(default_factory=list)
    people: set[UUID] = field(default_factory=set)
    erased: list[UUID] = field(default_factory=list)
    fail: Callable[[Event[CertificateIssued]], Exception | None] = lambda _event: None


def table() -> Handlers[Recorder]:
    handlers: Handlers[Recorder] = Handlers()

    @handlers.on(CertificateIssued)
    async def tell(event: Event[CertificateIssued], app: Recorder) -> None:
        error = app.fail(event)
        if error is not None:
            raise error
        app.seen.append(event.id)

    @handlers.on(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
    async def remember(event: Event[PersonChanged], app: Recorder) -> None:
        app.people.add(event.data.subject_id)

    @handlers.erased(PersonChanged)
    async def forget(subject_id: UUID, app: Recorder) -> None:
        app.erased.append(subject_id)

    return handlers


@dataclass
class Bench:
    settings: ServiceSettings
    db: Database
    producer: Producer

    @property
    def parking(self) -> Parking:
        return Parking(self.db)

    def consumer(self, app: Recorder) -> Consumer[Recorder]:
        handlers = table()
        receiver = Receiver(self.settings, handlers.topics, SERVICE)
        return Consumer(handlers, app, receiver, self.parking, DeadLetters(SERVICE, self.producer), SERVICE)

    async def send(self, *records: Record) -> None:
        await self.producer.send(records)

    @asynccontextmanager
    async def running(self, app: Recorder) -> AsyncIterator[None]:
        task = asyncio.create_task(self.consumer(app).run())
        try:
            yield
        finally:
            await end(task)


@pytest.fixture
async def bench(settings: ServiceSettings, db: Database) -> AsyncIterator[Bench]:
    producer = Producer(settings)
    yield Bench(settings, db, producer)
    await producer.stop()


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while True:
            met = condition()
            if met if isinstance(met, bool) else await met:
                return
            await asyncio.sleep(0.02)


async def test_every_event_is_handled_and_not_again_after_a_restart(bench: Bench) -> None:
    sent = [issued(uuid4()) for _ in range(20)]
    await bench.send(*map(to_record, sent))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: len(app.seen) == 20)
    later = issued(uuid4())
    await bench.send(to_record(later))
    again = Recorder()
    async with bench.running(again):
        await until(lambda: bool(again.seen))
    assert set(app.seen) == {one.id for one in sent}
    assert again.seen == [later.id]


async def test_a_transient_failure_waits_in_place_and_keeps_the_order(bench: Bench) -> None:
    key = uuid4()
    sent = [issued(key, number) for number in range(5)]
    failures = iter([Transient("away"), TimeoutError(), None])
    app = Recorder(fail=lambda event: next(failures, None) if event.id == sent[2].id else None)
    await bench.send(*map(to_record, sent))
    async with bench.running(app):
        await until(lambda: len(app.seen) == 5)
    assert app.seen == [one.id for one in sent]
    assert await read_all(bench.settings, dead_letters(SERVICE)) == []


async def test_poison_is_put_aside_and_the_rest_goes_on(bench: Bench) -> None:
    key = uuid4()
    poison, good = issued(key, 1), issued(key, 2)
    app = Recorder(fail=lambda event: ValueError("test@example.test") if event.id == poison.id else None)
    await bench.send(to_record(poison), to_record(good))
    async with bench.running(app):
        await until(lambda: app.seen == [good.id])
    (letter,) = await read_all(bench.settings, dead_letters(SERVICE))
    headers = dict(letter.headers)
    assert letter.value == to_record(poison).value
    assert headers["ce_id"] == str(poison.id).encode()
    assert headers["x-reason"] == b"ValueError"
    assert not any(b"test@example.test" in value for value in headers.values())


async def test_a_replay_handles_dead_letters_once_and_a_dry_run_leaves_them(bench: Bench) -> None:
    poison = issued(uuid4())
    await bench.send(to_record(poison))
    async with bench.running(Recorder(fail=lambda _event: ValueError())):
        await until(_has_letters(bench))
    app = Recorder()
    handle = bench.consumer(app).handle
    for _ in range(2):
        listed = await replay(bench.settings, SERVICE, handle, dry_run=True)
        assert [(one.type, one.reason) for one in listed] == [(CertificateIssued.type, "ValueError")]
    assert app.seen == []
    await replay(bench.settings, SERVICE, handle, dry_run=False)
    assert app.seen == [poison.id]
    assert await replay(bench.settings, SERVICE, handle, dry_run=False) == []


async def test_a_persons_data_is_never_copied_to_the_dead_letters_and_yet_replayed(bench: Bench) -> None:
    subject = uuid4()
    record = to_record(person(subject))
    assert record.value is not None
    broken = Record(record.topic, record.key, record.value.replace(b'"version":1', b'"version":"?"'), record.headers)
    await bench.send(broken)
    async with bench.running(Recorder()):
        await until(_has_letters(bench))
    (letter,) = await read_all(bench.settings, dead_letters(SERVICE))
    assert letter.value is None
    seen: list[bytes | None] = []

    async def look(received: object) -> None:
        seen.append(getattr(received, "record").value)  # noqa: B009

    await replay(bench.settings, SERVICE, look, dry_run=False)
    assert seen == [broken.value]


def _has_letters(bench: Bench) -> Callable[[], Awaitable[bool]]:
    async def there() -> bool:
        return len(await read_all(bench.settings, dead_letters(SERVICE))) > 0

    return there


async def test_an_event_waits_for_what_it_misses_and_blocks_nobody(bench: Bench) -> None:
    waiting, other = issued(uuid4(), 1), issued(uuid4(), 2)
    app = Recorder()
    subject = waiting.data.subject_id
    missing = Missing(f"person:{subject}")
    app.fail = lambda event: missing if event.id == waiting.id and subject not in app.people else None
    await bench.send(to_record(waiting), to_record(other))
    async with bench.running(app):
        await until(lambda: app.seen == [other.id])

        async def is_parked() -> bool:
            return await bench.parking.count() == 1

        await until(is_parked)
        await bench.send(to_record(person(subject)))
        await until(lambda: app.seen == [other.id, waiting.id])

        async def is_empty() -> bool:
            return await bench.parking.count() == 0

        await until(is_empty)


async def test_a_tombstone_erases(bench: Bench) -> None:
    subject = uuid4()
    app = Recorder()
    await bench.send(to_record(tombstone(PersonChanged, subject, id=uuid4(), at=AT)))
    async with bench.running(app):
        await until(lambda: app.erased == [subject])


async def test_types_that_nobody_listens_to_are_passed_over(bench: Bench) -> None:
    known = to_record(issued(uuid4()))
    assert known.value is not None
    headers = tuple((n, b"certificates.certificate.framed.v1" if n == "ce_type" else v) for n, v in known.headers)
    after = issued(uuid4())
    await bench.send(Record(known.topic, known.key, b"{}", headers), to_record(after))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: app.seen == [after.id])
    assert await read_all(bench.settings, dead_letters(SERVICE)) == []
