"""`kill -9` of every worker in the middle of the publication: nothing is lost, nothing is done twice."""

import asyncio
from collections import Counter
from typing import Any, Final

from pymongo import AsyncMongoClient
from tests.endurance.sizes import chance, size
from tests.system.playing import Show

from client.inbox import sent
from client.publication import publish
from demo import documents, marking, preparation
from demo.expected import deliveries
from demo.messages import told_in

KILLS: Final = size(2, 15)
"""Of each worker."""
LONGEST_LIFE: Final = 0.8
"""Seconds from a worker's readiness to its end: it gets something done, but never all."""


async def test_killed_workers_lose_nothing_and_double_nothing(a_show: Show) -> None:
    stage = a_show.stage
    await preparation.prepare(stage)
    await marking.mark(stage)

    await publish(stage.organiser, stage.championship)
    midway = await asyncio.gather(*(_torment(a_show, name) for name in a_show.stack.services))
    print(f"kills while messages were still missing: {midway}")
    await documents.collect(stage)
    await a_show.until_all_are_told()

    assert min(midway) >= 1, "the kills came too late to show anything"
    assert [check for check in stage.checks.made if not check.ok] == []
    await _expect_each_delivery_once(a_show)
    _expect_each_letter(a_show)


async def _torment(a_show: Show, name: str) -> int:
    """Kills a worker KILLS times; returns how many of them came before all was done."""
    service, moments, midway = a_show.stack.services[name], chance(f"publication, {name}"), 0
    for _ in range(KILLS):
        await asyncio.sleep(moments.uniform(0, LONGEST_LIFE))
        midway += not await a_show.are_all_told()
        assert service.worker.alive
        service.worker.kill()
        await service.start_worker()
    return midway


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
