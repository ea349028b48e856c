"""What Kafka refuses is put aside alone; later events of its key wait, all others go on. On a real mongod and Kafka."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from prometheus_client import REGISTRY
from tests.shared.reading import read_all
from tests.shared.relays import mortal_relay, until_idle
from tests.shared.things import AT, Thing, Things, issued
from tests.shared.topic_settings import alter

from shared.contracts.certificates import CertificateIssued
from shared.events import Event, Record, TombstoneRecord, to_document, tombstone
from shared.messaging import put_aside
from shared.messaging.kafka import Producer
from shared.messaging.outbox import Relay
from shared.messaging.put_aside import NotPutAside
from shared.messaging.queues import Queues
from shared.mongo.database import Database
from shared.mongo.pending_events import PAGE, WAITING
from shared.mongo.waiting_events import WaitingEvents
from shared.process.service import count_put_aside
from shared.settings import ServiceSettings

TOPIC = CertificateIssued.topic
SMALL = 2_000
"""Bytes that the topic takes. The usual event has fewer, a large one more."""


@pytest.fixture
async def store(db: Database) -> Things:
    store = Things(db)
    await store.ensure_indexes()
    return store


@pytest.fixture
async def relay(store: Things, db: Database, settings: ServiceSettings) -> AsyncIterator[Relay]:
    producer = Producer(settings)
    yield Relay(WaitingEvents(db, [store]), producer, "test")
    await producer.stop()


def large(key: UUID, number: int) -> Event[CertificateIssued]:
    usual = issued(key, number)
    return Event(usual.id, usual.time, usual.data.model_copy(update={"organisation": "o" * SMALL}))


async def sweep(relay: Relay) -> None:
    while await relay.sweep():
        pass


async def published(settings: ServiceSettings) -> dict[UUID, list[int]]:
    """By key, the numbers of its events in their order."""
    numbers: dict[UUID, list[int]] = {}
    for record in await read_all(settings, TOPIC):
        assert isinstance(record, Record)
        found = re.search(rb'"T-2026-(\d+)"', record.value)
        assert found
        numbers.setdefault(UUID(record.key.decode()), []).append(int(found[1]))
    return numbers


async def test_one_event_is_put_aside_and_all_others_go_on(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    things = [Thing(UUID(int=number)) for number in range(1, 31)]
    bad = things[10]
    for thing in things:
        await store.add(thing, large(thing.id, 1) if thing is bad else issued(thing.id))
    await sweep(relay)
    assert await published(settings) == {thing.id: [1] for thing in things if thing is not bad}
    (aside,) = await put_aside.listed([store])
    assert (aside.id, aside.key, aside.topic) == (large(bad.id, 1).id, str(bad.id), TOPIC)
    assert (aside.type, aside.reason, aside.behind) == (CertificateIssued.type, "MessageSizeTooLargeError", 0)
    assert aside.size > SMALL
    assert await store.get(bad.id) == bad
    assert await store.collection.count_documents(WAITING) == 0


async def test_later_events_of_its_key_wait_until_it_is_sent(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key, other = uuid4(), uuid4()
    await store.add(Thing(key), issued(key, 1), large(key, 2), issued(key, 3), issued(other, 1))
    await sweep(relay)
    stored = await store.save(Thing(key), issued(key, 4), issued(other, 2))
    await sweep(relay)
    assert await published(settings) == {key: [1], other: [1, 2]}
    assert [(one.id, one.behind) for one in await put_aside.listed([store])] == [(large(key, 2).id, 2)]
    assert await count_put_aside([store]) == 3

    # Sent while the cause is still there, it is put aside again, and nothing overtakes it.
    await put_aside.send([store], large(key, 2).id)
    await store.save(stored, issued(key, 5))
    await sweep(relay)
    assert await published(settings) == {key: [1], other: [1, 2]}

    await alter(settings, TOPIC, max_message_bytes=1_000_000)
    assert await put_aside.send([store], large(key, 2).id) == 4
    await sweep(relay)
    assert await published(settings) == {key: [1, 2, 3, 4, 5], other: [1, 2]}
    assert await count_put_aside([store]) == 0


async def test_what_is_dropped_lets_those_behind_it_go_on(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key, other = uuid4(), uuid4()
    await store.add(Thing(key), large(key, 1), issued(key, 2), large(other, 1), large(key, 3), issued(key, 4))
    await sweep(relay)
    for waits in (issued(key, 2).id, uuid4()):
        with pytest.raises(NotPutAside):
            await put_aside.drop([store], waits)
    assert await put_aside.drop([store], large(key, 1).id) == 3
    await sweep(relay)
    assert await published(settings) == {key: [2]}
    assert {one.id: one.behind for one in await put_aside.listed([store])} == {
        large(key, 3).id: 1,
        large(other, 1).id: 0,
    }
    await put_aside.drop([store], large(key, 3).id)
    await put_aside.drop([store], large(other, 1).id)
    await sweep(relay)
    assert await published(settings) == {key: [2, 4]}
    assert await count_put_aside([store]) == 0


async def test_an_erasure_waits_behind_nobody_and_takes_the_rest_along(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    """What is put aside of a person is personal data too."""
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key, other = uuid4(), uuid4()
    erasure = tombstone(CertificateIssued, key, id=uuid4(), at=AT)
    await store.add(Thing(key), large(key, 1), issued(key, 2), large(other, 1))
    await sweep(relay)
    await store.save(Thing(key), issued(key, 3), erasure, issued(key, 4))
    await sweep(relay)
    first, second = await read_all(settings, TOPIC)
    assert first == TombstoneRecord(TOPIC, str(key).encode(), ())
    assert isinstance(second, Record)
    assert b"T-2026-4" in second.value
    assert [one.id for one in await put_aside.listed([store])] == [large(other, 1).id]
    assert await count_put_aside([store]) == 1
    assert await store.collection.count_documents(WAITING) == 0


async def test_an_erasure_of_the_same_moment_overtakes_as_well(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key = uuid4()
    erasure = tombstone(CertificateIssued, key, id=uuid4(), at=AT)
    await store.add(Thing(key), issued(key, 1), large(key, 2), issued(key, 3), erasure)
    await sweep(relay)
    assert [type(one) for one in await read_all(settings, TOPIC)] == [Record, TombstoneRecord]
    assert await count_put_aside([store]) == 0
    assert await store.collection.count_documents(WAITING) == 0


async def test_a_name_that_no_topic_can_have_is_put_aside(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    bad, good = uuid4(), uuid4()
    await store.add(Thing(bad))
    wrong = {**to_document(issued(bad)), "topic": "no topic/at all"}
    await store.collection.update_one({"_id": bad}, {"$push": {"pending": wrong}})
    await store.add(Thing(good), issued(good))
    await sweep(relay)
    assert await published(settings) == {good: [1]}
    assert [one.reason for one in await put_aside.listed([store])] == ["InvalidTopicError"]


@pytest.mark.parametrize("part", ["value", "headers"])
async def test_what_cannot_be_read_is_put_aside(
    store: Things, relay: Relay, settings: ServiceSettings, part: str
) -> None:
    bad, good = uuid4(), uuid4()
    await store.add(Thing(bad))
    wrong = {**to_document(issued(bad)), part: None}
    await store.collection.update_one({"_id": bad}, {"$push": {"pending": wrong}})
    await store.add(Thing(good), issued(good))
    await sweep(relay)
    assert await published(settings) == {good: [1]}
    assert [(one.type, one.reason) for one in await put_aside.listed([store])] == [("unreadable", "Unreadable")]
    await put_aside.drop([store], issued(bad).id)
    assert await count_put_aside([store]) == 0


async def test_events_for_a_topic_that_is_not_there_wait_for_it_and_stop_no_others(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    """More documents than one page of the query, so that who comes after them is reached as well."""
    for number in range(1, PAGE + 10):
        key = UUID(int=number)
        await store.add(Thing(key))
        early = {**to_document(issued(key)), "topic": "not.there.yet"}
        await store.collection.update_one({"_id": key}, {"$push": {"pending": early}})
    good = UUID(int=2**127)
    await store.add(Thing(good), issued(good))
    await sweep(relay)
    assert await published(settings) == {good: [1]}
    assert await count_put_aside([store]) == 0
    assert await store.collection.count_documents(WAITING) == PAGE + 9


async def test_what_is_taken_back_while_the_relay_looks_is_not_moved_behind_itself(
    store: Things, relay: Relay, settings: ServiceSettings
) -> None:
    """The relay has read that the key is blocked; meanwhile the operator sends. Its write then finds another state."""
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key = uuid4()
    await store.add(Thing(key), large(key, 1), issued(key, 2))
    await sweep(relay)
    await store.save(Thing(key), issued(key, 3))
    (page,) = [page async for page in relay._outbox.pages()]
    await alter(settings, TOPIC, max_message_bytes=1_000_000)
    await put_aside.send([store], large(key, 1).id)
    queues = Queues(page)
    assert await relay._publish(queues, set()) == (0, None)
    await relay._clear(queues)
    await sweep(relay)
    assert await published(settings) == {key: [1, 2, 3]}


async def test_operators_see_what_is_put_aside(store: Things, relay: Relay, settings: ServiceSettings) -> None:
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    key = uuid4()
    await store.add(Thing(key), large(key, 1), issued(key, 2))
    running = asyncio.create_task(relay.run())
    labels = {"service": "test", "collection": "things"}
    async with asyncio.timeout(30):
        while REGISTRY.get_sample_value("skillproof_outbox_put_aside", labels) != 2:  # noqa: ASYNC110 - the relay measures
            await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.wait({running})
    assert REGISTRY.get_sample_value("skillproof_outbox_put_aside", labels) is None
    refused = {"service": "test", "reason": "MessageSizeTooLargeError"}
    assert REGISTRY.get_sample_value("skillproof_events_refused_total", refused)


async def test_a_killed_relay_puts_aside_the_same_and_keeps_the_order(store: Things, settings: ServiceSettings) -> None:
    """Killed while it puts aside and while operators send: nothing is lost, and no event overtakes one of its key."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    things = [Thing(uuid4()) for _ in range(10)]
    blocked = {thing.id: chance.randrange(3, 25) for thing in things[:4]}
    for thing in things:
        await store.add(thing)
    newest = {thing.id: thing for thing in things}
    async with mortal_relay(settings) as die_and_rise:
        for number in range(300):
            thing, turn = things[number % 10], number // 10
            event = large(thing.id, turn) if blocked.get(thing.id) == turn else issued(thing.id, turn)
            newest[thing.id] = await store.save(newest[thing.id], event)
            if number % 40 == 39:
                await send_all(store)
                await asyncio.sleep(chance.uniform(0, 0.4))
                await die_and_rise()
        await until_idle(store)
        expected = {thing.id: list(range(blocked.get(thing.id, 30))) for thing in things}
        assert _first_of_each(await published(settings)) == expected
        behind = {str(id): 29 - turn for id, turn in blocked.items()}
        assert {one.key: one.behind for one in await put_aside.listed([store])} == behind
        await alter(settings, TOPIC, max_message_bytes=1_000_000)
        await send_all(store)
        await until_idle(store)
    assert _first_of_each(await published(settings)) == {thing.id: list(range(30)) for thing in things}
    assert await count_put_aside([store]) == 0


async def send_all(store: Things) -> None:
    for one in await put_aside.listed([store]):
        await put_aside.send([store], one.id)


def _first_of_each(numbers: dict[UUID, list[int]]) -> dict[UUID, list[int]]:
    """A repetition after a kill is seen by its id."""
    return {key: list(dict.fromkeys(one)) for key, one in numbers.items()}
