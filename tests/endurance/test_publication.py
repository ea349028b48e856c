"""`kill -9` of every worker in the middle of the publication: nothing is lost, nothing is done twice."""

import asyncio
from collections import Counter
from random import Random
from typing import Any, Final

from pymongo import AsyncMongoClient
from tests.endurance.moments import inside_of_a_batch
from tests.endurance.sizes import chance, size
from tests.system.playing import Show

from client.inbox import sent
from client.publication import publish
from demo import documents, marking, preparation
from demo.expected import deliveries
from demo.messages import told_in
from localstack.processes import Process
from localstack.service import Service

KILLS: Final = size(2, 15)
"""Of the workers of each service: now one, now the other."""
STANDSTILLS: Final = size(0, 2)
STANDSTILL: Final = 16.0
"""Seconds: longer than a lease lasts, and than Kafka waits for a silent member."""
GUESTS: Final = size(0, 5)
"""Workers that come and go, so that partitions are shared anew."""
LONGEST_LIFE: Final = 0.8
"""Seconds from a worker's readiness to its end: it gets something done, but never all."""


async def test_workers_that_die_and_stand_still_lose_nothing_and_double_nothing(a_show: Show) -> None:
    """Two of each service."""
    stage, services = a_show.stage, a_show.stack.services
    await preparation.prepare(stage)
    await marking.mark(stage)
    seconds = dict(
        zip(services, await asyncio.gather(*(one.one_more_worker() for one in services.values())), strict=True)
    )
    try:
        await publish(stage.organiser, stage.championship)
        midway = await asyncio.gather(*(_torment(a_show, name, second) for name, second in seconds.items()))
        print(f"kills while messages were still missing: {midway}")
        await documents.collect(stage)
        await a_show.until_all_are_told()
    finally:
        await asyncio.gather(*(one.stop() for one in seconds.values()))

    assert min(midway) >= 1, "the kills came too late to show anything"
    assert [check for check in stage.checks.made if not check.ok] == []
    await _expect_each_delivery_once(a_show)
    _expect_each_letter(a_show)


async def _torment(a_show: Show, name: str, second: Process) -> int:
    """All troubles of a service, in an order by chance; returns how many of them came before all was done."""
    service, moments = a_show.stack.services[name], chance(f"publication, {name}")
    troubles = [*[_die_and_rise] * KILLS, *[_stand_still] * STANDSTILLS, *[_come_and_go] * GUESTS]
    moments.shuffle(troubles)
    midway = 0
    for number, trouble in enumerate(troubles):
        await _some_moment(a_show, name, moments)
        midway += not await a_show.are_all_told()
        await trouble(service, (service.worker, second)[number % 2])
    return midway


async def _die_and_rise(service: Service, worker: Process) -> None:
    assert worker.alive
    worker.kill()
    await service.start_again(worker)


async def _stand_still(_service: Service, worker: Process) -> None:
    worker.pause()
    await asyncio.sleep(STANDSTILL)
    worker.go_on()


async def _come_and_go(service: Service, _worker: Process) -> None:
    guest = await service.one_more_worker()
    await guest.stop()


async def _some_moment(a_show: Show, name: str, moments: Random) -> None:
    await asyncio.sleep(moments.uniform(0, LONGEST_LIFE / 2))
    async with AsyncMongoClient[dict[str, Any]](a_show.stack.backbone.mongo.url) as client:
        await inside_of_a_batch(client[name], moments, LONGEST_LIFE)


async def _expect_each_delivery_once(a_show: Show) -> None:
    """Counted in the store itself, and by template in the summary."""
    expected = deliveries(a_show.stage.cast, a_show.stage.outcomes)
    told = await a_show.summary()
    for channel in ("inbox", "email"):
        assert sent(told, channel) == expected
    client: AsyncMongoClient[dict[str, Any]]
    async with AsyncMongoClient(a_show.stack.backbone.mongo.url) as client:
        made: list[dict[str, Any]] = await client["notifications"]["deliveries"].find().to_list()
    keys = Counter((one["event_id"], one["recipient_id"], one["about_id"], one["channel"]) for one in made)
    assert keys.total() == 2 * expected.total()
    assert set(keys.values()) == {1}


def _expect_each_letter(a_show: Show) -> None:
    """SMTP has no "exactly once": a letter that was accepted in the moment of a kill may come again, under the same Message-ID."""
    letters = Counter(str(one["Message-ID"]) for one in a_show.stack.mail.messages())
    told = {str(one["Message-ID"]): told_in(str(one["Subject"])) for one in a_show.stack.mail.messages()}
    assert sum(told.values()) == deliveries(a_show.stage.cast, a_show.stage.outcomes).total()
    assert letters.total() - len(letters) <= KILLS * 4, "more repeats than letters that can be on the way at once"
