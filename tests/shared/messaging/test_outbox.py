"""The relay against a real mongod and Kafka, also when it is killed in the middle."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.endurance.sizes import chance, size
from tests.shared.reading import read_all
from tests.shared.relays import mortal_relay, until_idle
from tests.shared.things import AT, NoThing, Thing, Things, announced, issued

from shared.cancellation import end
from shared.errors import EventTooLarge, Transient
from shared.events import Record, event, to_document
from shared.messaging.kafka import Producer
from shared.messaging.outbox import Relay
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.leases import Leases
from shared.mongo.pending_events import PAGE, WAITING
from shared.mongo.waiting_events import WaitingEvents, waking
from shared.process.lease import Lease
from shared.settings import ServiceSettings

EVENTS = size(120, 1200)
"""The relay is killed once every 60 of them."""


@pytest.fixture
async def store(db: Database) -> Things:
    store = Things(db)
    await store.ensure_indexes()
    return store


async def test_what_waits_is_published_in_order_and_cleared(
    store: Things, db: Database, settings: ServiceSettings
) -> None:
    things = [Thing(uuid4()) for _ in range(5)]
    for thing in things:
        await store.add(thing, *(issued(thing.id, n) for n in range(10)))
    producer = Producer(settings)
    assert await Relay(WaitingEvents(db, [store]), producer, "test").sweep() == 50
    await producer.stop()
    assert await store.collection.count_documents(WAITING) == 0
    numbers: dict[bytes, list[int]] = {}
    for record in await read_all(settings, "certificates.certificate"):
        assert isinstance(record, Record)
        numbers.setdefault(record.key, []).append(int(record.value.split(b'"T-2026-')[1].split(b'"')[0]))
    assert numbers == {str(thing.id).encode(): list(range(10)) for thing in things}


async def test_a_new_event_wakes_the_relay(
    store: Things, db: Database, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.outbox.SWEEP_SECONDS", 3600)
    producer = Producer(settings)
    relay = asyncio.create_task(Relay(WaitingEvents(db, [store]), producer, "test").run())
    thing = Thing(uuid4())
    async with asyncio.timeout(30):
        # Until the change stream listens, an event may pass unseen: so one more each time.
        while True:
            await store.add(Thing(uuid4()), issued(thing.id))
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await until_idle(store)
                    break
    await end(relay)
    await producer.stop()


async def test_what_the_broker_does_not_take_goes_on_waiting(
    store: Things, db: Database, settings: ServiceSettings
) -> None:
    thing = Thing(uuid4())
    await store.add(thing, issued(thing.id))
    with socket.socket() as nobody:  # bound, and nobody listens
        nobody.bind(("127.0.0.1", 0))
        away = settings.model_copy(update={"kafka_bootstrap": f"127.0.0.1:{nobody.getsockname()[1]}"})
        producer = Producer(away)
        assert await Relay(WaitingEvents(db, [store]), producer, "test").sweep() == 0
        await producer.stop()
    assert await store.collection.count_documents(WAITING) == 1


class Others(Aggregates[Thing]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, "others", Thing, NoThing)


async def test_all_collections_are_one_query_and_each_is_looked_at_by_its_index(
    store: Things, db: Database, settings: ServiceSettings
) -> None:
    """More than one page of them; what was published is not there any more."""
    others = Others(db)
    await others.ensure_indexes()
    for each in (store, others):
        told = [{"_id": uuid4(), "pending": [to_document(issued(uuid4()))]} for _ in range(PAGE - 10)]
        await each.collection.insert_many([*told, *({"_id": uuid4(), "pending": []} for _ in range(1000))])
    await db.command("profile", 2)
    producer = Producer(settings)
    relay = Relay(WaitingEvents(db, [store, others]), producer, "test")
    assert await relay.sweep() == 2 * (PAGE - 10)
    await db.command("profile", 0)
    assert await relay.sweep() == 0
    await producer.stop()
    looks = await db["system.profile"].find({"command.aggregate": "things"}).to_list()
    assert len(looks) == 1
    assert sum(one["docsExamined"] for one in await db["system.profile"].find({"op": "command"}).to_list()) <= 2 * PAGE


async def test_only_a_write_with_events_wakes_the_relay(store: Things, db: Database) -> None:
    """A mark, a claim, a change that nobody is told of, and the relay's own clearing leave it asleep."""
    silent, told, last = Thing(uuid4()), Thing(uuid4()), Thing(uuid4())
    pipeline = [stage for stage in waking(["things"]) if "$match" in stage]
    async with await db.watch(pipeline) as changes:
        await store.add(silent)
        quiet = await store.save(replace(silent, name="другая"))
        await db["others"].insert_one({"pending": [{"id": 1}]})
        await db["others"].update_one({}, {"$push": {"pending": {"id": 2}}})
        await store.add(told, issued(told.id, 1), issued(told.id, 2))
        again = await store.save(told, issued(told.id, 3))
        await store.save(again, issued(told.id, 4), issued(told.id, 5))
        await store.collection.update_one(
            {"_id": told.id}, {"$pull": {"pending": {"topic": "certificates.certificate"}}}
        )
        await store.save(quiet, issued(silent.id))
        await store.add(last, issued(last.id))
        seen = []
        async for change in changes:
            seen.append((change["operationType"], change["documentKey"]["_id"]))
            if change["documentKey"]["_id"] == last.id:
                break
    assert seen == [
        ("insert", told.id),
        ("update", told.id),
        ("update", told.id),
        ("update", silent.id),
        ("insert", last.id),
    ]


async def test_a_store_that_does_not_say_that_it_publishes_takes_no_event(db: Database) -> None:
    store = Aggregates(db, "things", Thing, NoThing)
    thing = Thing(uuid4())
    with pytest.raises(TypeError):
        await store.add(thing, issued(thing.id))
    assert await store.add(thing)
    with pytest.raises(TypeError):
        await store.save(thing, issued(thing.id))
    assert await store.get(thing.id) == thing


async def test_an_event_that_is_too_large_changes_nothing(store: Things) -> None:
    thing = Thing(uuid4())
    huge = event(announced(8_000), id=uuid4(), at=AT)
    with pytest.raises(EventTooLarge):
        await store.add(thing, issued(thing.id), huge)
    assert await store.find(thing.id) is None
    await store.add(thing)
    with pytest.raises(EventTooLarge):
        await store.save(replace(thing, name="другая"), issued(thing.id), huge)
    assert await store.get(thing.id) == thing
    assert await store.collection.count_documents(WAITING) == 0


@pytest.mark.endurance
async def test_a_killed_relay_loses_nothing_and_keeps_the_order(store: Things, settings: ServiceSettings) -> None:
    moments = chance("the relay")
    things = [Thing(uuid4()) for _ in range(10)]
    for thing in things:
        await store.add(thing)
    newest = {thing.id: thing for thing in things}
    async with mortal_relay(settings) as die_and_rise:
        for number in range(EVENTS):
            thing = things[number % 10]
            newest[thing.id] = await store.save(newest[thing.id], issued(thing.id, number))
            if number % 60 == 59:
                await asyncio.sleep(moments.uniform(0, 0.5))
                await die_and_rise()
        await until_idle(store)
    seen: dict[UUID, list[int]] = {}
    for record in await read_all(settings, "certificates.certificate"):
        assert isinstance(record, Record)
        number = int(record.value.split(b'"T-2026-')[1].split(b'"')[0])
        numbers = seen.setdefault(UUID(record.key.decode()), [])
        if number not in numbers:
            numbers.append(number)
    assert seen == {thing.id: list(range(place, EVENTS, 10)) for place, thing in enumerate(things)}


async def test_a_lease_has_one_owner_who_may_come_back(db: Database) -> None:
    first, again, other = Lease(Leases(db), "l", "a:1"), Lease(Leases(db), "l", "a:1"), Lease(Leases(db), "l", "b:1")
    assert await first.take()
    assert not await other.take()
    assert await again.take()
    await first.release()
    assert await other.take()


async def test_what_is_done_once_waits_for_whoever_has_the_lease(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.process.lease.PAUSE", 0.01)
    monkeypatch.setattr("shared.process.lease.RENEWAL", 0.05)
    first, second, order = Lease(Leases(db), "l", "a"), Lease(Leases(db), "l", "b"), list[str]()

    async def work(name: str) -> str:
        order.append(name)
        await asyncio.sleep(0)
        order.append(name)
        return name

    assert await first.take()
    waiting = asyncio.create_task(second.once(partial(work, "b")))
    assert await first.once(partial(work, "a")) == "a"
    assert await waiting == "b"
    assert order == ["a", "a", "b", "b"]

    async def robbed() -> None:
        await db["leases"].update_one({"_id": "l"}, {"$set": {"owner": "c"}})
        await asyncio.Event().wait()

    with pytest.raises(Transient):
        await first.once(robbed)


async def test_a_held_loop_ends_when_the_lease_is_lost(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.process.lease.RENEWAL", 0.05)
    started, ended = asyncio.Event(), asyncio.Event()

    async def loop() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    holding = asyncio.create_task(Lease(Leases(db), "l", "a:1").hold(loop))
    async with asyncio.timeout(10):
        await started.wait()
        await db["leases"].update_one({"_id": "l"}, {"$set": {"owner": "b:1"}})
        await ended.wait()
    await end(holding)
