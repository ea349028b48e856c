"""Queries stay fast when the collection grows: each has its index."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.notifications.people import DAY, notice

from notifications.domain.deliveries import Delivery
from notifications.domain.destinations import Destination
from notifications.domain.inbox import LATEST, OVERLAP, Cursor, Seen, cursor_of
from notifications.domain.preferences import Channel
from notifications.store import Deliveries, Destinations, Inbox
from shared.mongo.database import Database

TERM = timedelta(seconds=60)
READER = uuid4()


def letter(after: int = 0, reader: UUID | None = None) -> Delivery:
    who = reader or uuid4()
    return replace(
        notice(who).delivery(uuid4(), who, Channel.EMAIL, DAY).due(DAY + timedelta(seconds=after)), organisation="r"
    )


def message(seconds: int, reader: UUID = READER) -> Delivery:
    return notice(reader).delivery(uuid4(), reader, Channel.INBOX, DAY + timedelta(seconds=seconds)).arrived(DAY)


async def test_lost_leases_come_first_then_the_oldest(deliveries: Deliveries) -> None:
    late, early, future = letter(20), letter(10), letter(1000)
    lost = letter().claim("dead", DAY, TERM)
    held = letter().claim("alive", DAY + timedelta(seconds=60), TERM)
    for one in (late, early, future, lost, held):
        await deliveries.add(one)
    now = DAY + TERM
    assert [one.id for one in await deliveries.due(now, 10)] == [lost.id, early.id, late.id]
    assert [one.id for one in await deliveries.due(now, 2)] == [lost.id, early.id]


async def test_readers_who_look_together_see_what_each_would_see_alone(inbox: Inbox, deliveries: Deliveries) -> None:
    """Some have two records, some share one, and each has seen up to another moment."""
    ids = [uuid4() for _ in range(150)]
    everything = [message(seconds, id) for id in ids for seconds in (0, 15, 15, 40)]
    await deliveries.add_many([(one, ()) for one in everything])
    await inbox.read_all(ids[:3], DAY + timedelta(seconds=15))
    readers = [tuple(ids[number : number + 1 + number % 2]) for number in range(len(ids))] + [(uuid4(),), (ids[0],)]
    seen = [Cursor(DAY + timedelta(seconds=10 * (number % 6)), READER) for number in range(len(readers))]
    alone = [await inbox.since(who, cursor) for who, cursor in zip(readers, seen, strict=True)]
    together = await inbox.look([(who, cursor.at - OVERLAP) for who, cursor in zip(readers, seen, strict=True)])
    assert [[one.id for one in found] for found in together] == [[one.id for one in found] for found in alone]
    assert {len(found) for found in alone} >= {0, 1, 4, 8}
    counts = await inbox.unread_of(readers)
    assert counts == list(await asyncio.gather(*(inbox.unread(who) for who in readers)))
    assert counts == [sum(await asyncio.gather(*(inbox.unread([id]) for id in who))) for who in readers]
    assert {counts[0], counts[3], counts[10], counts[-2]} == {1, 8, 4, 0}


async def test_whose_inbox_is_empty_makes_nobodys_history_be_read(
    db: Database, deliveries: Deliveries, inbox: Inbox
) -> None:
    old = [message(seconds) for seconds in range(40)]
    await deliveries.add_many([(one, ()) for one in old])
    began = DAY + timedelta(hours=1)
    watching = [((uuid4(),), Seen(None, began)), ((READER,), Seen(cursor_of(old[-1]), began))]
    late = message(3600 - int(LATEST.total_seconds()) + 1)
    await deliveries.add(late)
    await db.command("profile", 2)
    assert await inbox.look([(who, seen.since) for who, seen in watching]) == [[], [late]]
    await db.command("profile", 0)
    [seen] = await db["system.profile"].find({"ns": f"{db.name}.deliveries"}).to_list()
    assert seen["docsExamined"] == 1


async def test_a_delivery_is_stored_once(deliveries: Deliveries) -> None:
    one = letter()
    assert await deliveries.add(one) is one
    assert await deliveries.add(replace(one, path="/elsewhere")) == one
    assert (await deliveries.get(one.id)).path == one.path


async def test_messages_of_the_same_moment_are_all_reached(inbox: Inbox, deliveries: Deliveries) -> None:
    for seconds in (0, 0, 0, 1, 1):
        await deliveries.add(message(seconds))
    place: Cursor | None = None
    seen: list[Delivery] = []
    while True:
        found, place = await inbox.page([READER], limit=2, after=place)
        seen += found
        if place is None:
            break
    assert len({one.id for one in seen}) == 5
    assert [one.created_at for one in seen] == sorted((one.created_at for one in seen), reverse=True)


async def test_what_is_stored_late_is_still_found(inbox: Inbox, deliveries: Deliveries) -> None:
    """The clock of the worker that stored it was behind."""
    newest, late = message(10), message(5)
    await deliveries.add(newest)
    place = await inbox.newest([READER])
    await deliveries.add(late)
    assert {one.id for one in await inbox.since([READER], place)} == {newest.id, late.id}


async def test_reading_all_leaves_what_arrives_afterwards(inbox: Inbox, deliveries: Deliveries) -> None:
    for seconds in (0, 10):
        await deliveries.add(message(seconds))
    assert await inbox.read_all([READER], DAY + timedelta(seconds=5)) == 1
    assert await inbox.unread([READER]) == 1


async def test_what_is_unread_is_counted_without_a_look_at_what_is_read(
    db: Database, deliveries: Deliveries, inbox: Inbox
) -> None:
    await deliveries.add_many([(message(seconds), ()) for seconds in range(40)])
    await inbox.read_all([READER], DAY + timedelta(seconds=30))
    await db.command("profile", 2)
    assert await inbox.unread([READER]) == 9
    await db.command("profile", 0)
    [seen] = await db["system.profile"].find({"ns": f"{db.name}.deliveries"}).to_list()
    assert (seen["docsExamined"], seen["keysExamined"] <= 10) == (0, True)


QUERIES: dict[str, Callable[[Deliveries, Inbox], Awaitable[object]]] = {
    "due": lambda deliveries, _: deliveries.due(DAY + TERM, 10),
    "release": lambda deliveries, _: deliveries.release("w", DAY),
    "concerning": lambda deliveries, _: deliveries.concerning(READER, 10),
    "of an event": lambda deliveries, _: deliveries.matching("r", READER, None, None, limit=5, after=None),
    "of all": lambda deliveries, _: deliveries.matching("r", None, None, None, limit=5, after=READER),
    "counts": lambda deliveries, _: deliveries.counts("r", DAY),
    "page": lambda _, inbox: inbox.page([READER], limit=5, after=Cursor(DAY, READER)),
    "unread": lambda _, inbox: inbox.unread([READER]),
    "since": lambda _, inbox: inbox.since([READER], Cursor(DAY, READER)),
    "look": lambda _, inbox: inbox.look([((READER,), DAY)]),
    "unread of many": lambda _, inbox: inbox.unread_of([[READER]]),
    "newest": lambda _, inbox: inbox.newest([READER]),
}


@pytest.mark.parametrize("name", QUERIES)
async def test_no_query_reads_the_whole_collection(
    db: Database, deliveries: Deliveries, inbox: Inbox, name: str
) -> None:
    for number in range(40):
        await deliveries.add(letter(number))
        await deliveries.add(message(number, uuid4()))
    await db.command("profile", 2)
    await QUERIES[name](deliveries, inbox)
    await db.command("profile", 0)
    seen = await db["system.profile"].find({"ns": f"{db.name}.deliveries"}).to_list()
    assert seen
    assert all("COLLSCAN" not in one.get("planSummary", "") for one in seen), [one.get("planSummary") for one in seen]


DESTINATIONS: dict[str, Callable[[Destinations], Awaitable[object]]] = {
    "among": lambda destinations: destinations.among([READER, uuid4()]),
    "paused": lambda destinations: destinations.paused(),
    "forget": lambda destinations: destinations.forget([READER]),
}


@pytest.mark.parametrize("name", DESTINATIONS)
async def test_no_query_reads_all_destinations(db: Database, name: str) -> None:
    destinations = Destinations(db)
    await destinations.ensure_indexes()
    for number in range(40):
        await destinations.add(Destination(uuid4(), DAY, paused_until=DAY if number % 2 else None))
    await db.command("profile", 2)
    await DESTINATIONS[name](destinations)
    await db.command("profile", 0)
    seen = await db["system.profile"].find({"ns": f"{db.name}.destinations"}).to_list()
    assert seen
    assert all("COLLSCAN" not in one.get("planSummary", "") for one in seen), [one.get("planSummary") for one in seen]
