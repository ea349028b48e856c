"""A worker that is killed while it handles events and sends letters: nothing is missing, nothing is told twice."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from tests.endurance.sizes import chance, size
from tests.forks.forked import Forked
from tests.notifications.people import DESCRIBED, changed, happened, result
from tests.notifications.smtp import Server
from tests.settings import environment
from tests.waiting import until

from localstack import ports
from notifications.settings import Settings
from notifications.wiring import App
from shared.contracts.notifications import DeliveryEnded
from shared.events import Record, from_record, to_record
from shared.messaging.kafka import Producer, Receiver

PEOPLE = size(30, 400)
KILLS = size(2, 12)


@asynccontextmanager
async def worker(given: dict[str, str]) -> AsyncIterator[Forked]:
    process = Forked(["notifications", "worker"], given)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def ended_events(settings: Settings, number: int) -> list[str]:
    """The ids of all DeliveryEnded events, with repetitions, once `number` different ones are there."""
    receiver = Receiver(settings, [DeliveryEnded.topic], "test")
    await receiver.start()
    ids: list[str] = []

    async def enough() -> bool:
        for batch in (await receiver.poll()).values():
            for received in batch:
                assert isinstance(received.record, Record)
                ids.append(str(from_record(DeliveryEnded, received.record.value, received.record.headers).id))
        return len(set(ids)) >= number

    try:
        await until(enough)
    finally:
        await receiver.stop()
    return ids


async def work_and_die(given: dict[str, str], server: Server, moments: random.Random) -> None:
    """Workers one after the other: each gets somewhat further than the one before it, and dies in the middle of its work."""
    goal = 0

    async def got_further() -> bool:
        return len(server.received) > min(goal, PEOPLE - 1)

    for _ in range(KILLS):
        goal = len(server.received)
        async with worker(given):
            await until(got_further)
            await asyncio.sleep(moments.uniform(0, 0.1))


async def more_have_ended(app: App, than: int) -> int:
    """How many deliveries have come to their end; 0 while these are no more."""
    query = {"state": {"$in": ["sent", "failed", "suppressed"]}, "pending.0": {"$exists": False}}
    ended = await app.deliveries.collection.count_documents(query)
    return ended if ended > than else 0


@pytest.mark.endurance
async def test_no_notification_is_missing_or_doubled_when_the_worker_is_killed(
    settings: Settings, app: App, producer: Producer
) -> None:
    moments = chance("the worker of notifications")
    people = [changed(email=f"primer{number}@example.org") for number in range(PEOPLE)]
    events = [happened(result(who.subject_id)) for who in people]
    await producer.send([to_record(happened(who)) for who in people])
    await producer.send([to_record(event) for event in events])
    await producer.send([to_record(happened(told)) for told in DESCRIBED])

    with Server().running() as server:
        given = environment(settings, smtp_port=server.port, worker_port=ports.free(1)[0], silence_seconds=2)
        await work_and_die(given, server, moments)

        async with worker(given):
            ended = 0
            while ended < 2 * PEOPLE:
                ended = await until(partial(more_have_ended, app, ended), 180)

        letters = Counter(one["Message-ID"] for one in server.received)
    deliveries = await app.deliveries.find_many({})
    assert Counter((one.event_id, one.recipient_id, one.channel.value) for one in deliveries) == Counter(
        (event.id, who.subject_id, channel)
        for event, who in zip(events, people, strict=True)
        for channel in ("inbox", "email")
    )
    # A letter may have been sent again after a kill, under the same Message-ID; there is none for which nothing was sent.
    by_mail = [one for one in deliveries if one.channel.value == "email"]
    assert set(letters) == {f"<{one.id}@skillproof.example>" for one in by_mail}
    assert all(count <= len(one.attempts) for one in by_mail for count in [letters[f"<{one.id}@skillproof.example>"]])
    assert letters.total() - len(letters) <= (KILLS + 1) * settings.smtp_connections
    assert len(set(await ended_events(settings, 2 * PEOPLE))) == 2 * PEOPLE
