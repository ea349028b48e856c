"""The relay against a real mongod and Kafka, also when it is killed in the middle."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.endurance.sizes import chance, size
from tests.settings import environment
from tests.shared.reading import read_all
from tests.shared.things import NoThing, Thing, issued

from shared.cancellation import end
from shared.errors import Transient
from shared.events import Record
from shared.messaging.kafka import Producer
from shared.messaging.outbox import WAITING, Relay
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.leases import Lease
from shared.settings import ServiceSettings

EVENTS = size(120, 1200)
"""The relay is killed once every 60 of them."""


@pytest.fixture
async def store(db: Database) -> Aggregates[Thing]:
    store = Aggregates(db, "things", Thing, NoThing)
    await store.ensure_indexes()
    return store


async def until_published(store: Aggregates[Thing]) -> None:
    async with asyncio.timeout(30):
        while await store.collection.count_documents(WAITING):  # noqa: ASYNC110 - the database is what we wait for
            await asyncio.sleep(0.02)


async def test_what_waits_is_published_in_order_and_cleared(
    store: Aggregates[Thing], db: Database, settings: ServiceSettings
) -> None:
    things = [Thing(uuid4()) for _ in range(5)]
    for thing in things:
        await store.add(thing, *(issued(thing.id, n) for n in range(10)))
    producer = Producer(settings)
    assert await Relay(db, ["things"], producer, "test").sweep() == 50
    await producer.stop()
    assert await store.collection.count_documents(WAITING) == 0
    numbers: dict[bytes, list[int]] = {}
    for record in await read_all(settings, "certificates.certificate"):
        assert record.value is not None
        numbers.setdefault(record.key, []).append(int(record.value.split(b'"T-2026-')[1].split(b'"')[0]))
    assert numbers == {str(thing.id).encode(): list(range(10)) for thing in things}


async def test_a_new_event_wakes_the_relay(
    store: Aggregates[Thing], db: Database, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.outbox.SWEEP_SECONDS", 3600)
    producer = Producer(settings)
    relay = asyncio.create_task(Relay(db, ["things"], producer, "test").run())
    thing = Thing(uuid4())
    async with asyncio.timeout(30):
        # Until the change stream listens, an event may pass unseen: so one more each time.
        while True:
            await store.add(Thing(uuid4()), issued(thing.id))
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await until_published(store)
                    break
    await end(relay)
    await producer.stop()


class Away:
    """A broker that does not answer."""

    async def send(self, records: Sequence[Record]) -> None:
        raise Transient("away")


async def test_what_the_broker_does_not_take_goes_on_waiting(store: Aggregates[Thing], db: Database) -> None:
    thing = Thing(uuid4())
    await store.add(thing, issued(thing.id))
    with pytest.raises(Transient):
        await Relay(db, ["things"], Away(), "test").sweep()
    assert await store.collection.count_documents(WAITING) == 1


@pytest.mark.endurance
async def test_a_killed_relay_loses_nothing_and_keeps_the_order(
    store: Aggregates[Thing], settings: ServiceSettings, here: Path
) -> None:
    moments = chance("the relay")
    things = [Thing(uuid4()) for _ in range(10)]
    for thing in things:
        await store.add(thing)
    relay = await _spawn(here, settings)
    for number in range(EVENTS):
        thing = things[number % 10]
        await store.save(thing, issued(thing.id, number), seen=number // 10)
        if number % 60 == 59:
            await asyncio.sleep(moments.uniform(0, 0.5))
            relay.send_signal(signal.SIGKILL)
            await relay.wait()
            relay = await _spawn(here, settings)
    await until_published(store)
    relay.send_signal(signal.SIGKILL)
    await relay.wait()
    seen: dict[UUID, list[int]] = {}
    for record in await read_all(settings, "certificates.certificate"):
        assert record.value is not None
        number = int(record.value.split(b'"T-2026-')[1].split(b'"')[0])
        numbers = seen.setdefault(UUID(record.key.decode()), [])
        if number not in numbers:
            numbers.append(number)
    assert seen == {thing.id: list(range(place, EVENTS, 10)) for place, thing in enumerate(things)}


async def _spawn(here: Path, settings: ServiceSettings) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, str(here / "relay_process.py"), env=environment(settings, "T_")
    )


async def test_a_lease_has_one_owner_who_may_come_back(db: Database) -> None:
    first, again, other = Lease(db, "l", "a:1"), Lease(db, "l", "a:1"), Lease(db, "l", "b:1")
    assert await first.take()
    assert not await other.take()
    assert await again.take()
    await first.release()
    assert await other.take()


async def test_a_held_loop_ends_when_the_lease_is_lost(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.mongo.leases.RENEWAL", 0.05)
    started, ended = asyncio.Event(), asyncio.Event()

    async def loop() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    holding = asyncio.create_task(Lease(db, "l", "a:1").hold(loop))
    async with asyncio.timeout(10):
        await started.wait()
        await db["leases"].update_one({"_id": "l"}, {"$set": {"owner": "b:1"}})
        await ended.wait()
    await end(holding)
