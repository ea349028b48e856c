"""Where events wait for the relay, in MongoDB and simulated: what it reads, what it clears, and what it puts aside."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.shared.simulation.processes import Process
from tests.shared.simulation.stores import Documents, SimulatedOutbox
from tests.shared.things import AT, Thing, Things, issued
from tests.waiting import until

from shared.contracts.certificates import CertificateIssued
from shared.events import Event, to_document
from shared.messaging.outbox import Outbox
from shared.mongo.database import Database
from shared.mongo.pending_events import Settled, Waiting, as_uuid
from shared.mongo.waiting_events import WaitingEvents

Add = Callable[[UUID, Sequence[Event[CertificateIssued]]], Awaitable[None]]
Place = tuple[Outbox, Add]


@pytest.fixture
async def real_place(db: Database) -> Place:
    store = Things(db)
    await store.ensure_indexes()

    async def add(id: UUID, events: Sequence[Event[CertificateIssued]]) -> None:
        await store.add(Thing(id))
        await store.save(Thing(id), *events)

    return WaitingEvents(db, [store]), add


@pytest.fixture
async def simulated_place() -> Place:
    documents = Documents()

    async def add(id: UUID, events: Sequence[Event[CertificateIssued]]) -> None:
        documents.add(id, *map(to_document, events))

    return SimulatedOutbox(documents, Process()), add


@pytest.fixture(params=["real", "simulated"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(f"{request.param}_place")
    return found


async def waiting_in(outbox: Outbox) -> dict[UUID, Waiting]:
    return {as_uuid(one.id): one async for page in outbox.pages() for one in page}


def ids(events: Sequence[Mapping[str, Any]]) -> list[UUID]:
    return [as_uuid(event["id"]) for event in events]


async def test_each_document_is_read_once_with_its_events_in_their_order(place: Place) -> None:
    outbox, add = place
    told = {key: [issued(key, number) for number in range(3)] for key in (uuid4() for _ in range(7))}
    for key, events in told.items():
        await add(key, events)
    pages = [page async for page in outbox.pages()]
    assert sum(map(len, pages)) == 7
    assert {as_uuid(one.id): ids(one.pending) for page in pages for one in page} == {
        key: [event.id for event in events] for key, events in told.items()
    }


async def test_what_is_settled_goes_and_what_came_meanwhile_stays(place: Place) -> None:
    outbox, add = place
    key = uuid4()
    await add(key, [issued(key, 1), issued(key, 2)])
    seen = (await waiting_in(outbox))[key]
    await outbox.settle([Settled(seen, published=[issued(key, 1).id])])
    await outbox.settle([Settled(seen, published=[issued(key, 1).id])])
    assert ids((await waiting_in(outbox))[key].pending) == [issued(key, 2).id]
    await outbox.settle([Settled(seen, published=[issued(key, 2).id])])
    assert await waiting_in(outbox) == {}


async def test_of_many_documents_each_loses_its_own_events(place: Place) -> None:
    outbox, add = place
    keys = [uuid4() for _ in range(3)]
    for key in keys:
        await add(key, [issued(key, 1), issued(key, 2)])
    seen = await waiting_in(outbox)
    first, second, third = keys
    told = {first: [1], second: [1, 2], third: []}
    await outbox.settle([Settled(seen[key], [issued(key, number).id for number in told[key]]) for key in keys])
    left = {key: ids(one.pending) for key, one in (await waiting_in(outbox)).items()}
    assert left == {first: [issued(first, 2).id], third: [issued(third, 1).id, issued(third, 2).id]}


async def test_what_is_refused_is_put_aside_once_by_whoever_saw_the_newest_state(place: Place) -> None:
    outbox, add = place
    key = uuid4()
    events = [issued(key, number) for number in range(3)]
    await add(key, events)
    seen = (await waiting_in(outbox))[key]
    first, second, _ = seen.pending
    refusal = {"reason": "large", "since": AT}
    await outbox.settle([Settled(seen, published=[], refused=[{**first, **refusal}])])
    await outbox.settle([Settled(seen, published=[], refused=[{**second, **refusal}])])
    now = (await waiting_in(outbox))[key]
    assert (ids(now.put_aside), ids(now.pending)) == ([events[0].id], [events[1].id, events[2].id])
    await outbox.settle([Settled(now, published=[events[1].id, events[2].id], superseded=[events[0].id])])
    assert await waiting_in(outbox) == {}
    backlog = await outbox.backlog(outbox.collections[0])
    assert (backlog.pending, backlog.put_aside) == (0, 0)


async def test_an_added_event_is_heard_of(place: Place) -> None:
    outbox, add = place
    async with aclosing(outbox.additions()) as additions:
        hearing = asyncio.ensure_future(anext(additions))

        async def is_heard() -> bool:
            # Until the stream listens, an event may pass unseen: so one more each time.
            key = uuid4()
            await add(key, [issued(key)])
            return hearing.done()

        await until(is_heard)
        await hearing
