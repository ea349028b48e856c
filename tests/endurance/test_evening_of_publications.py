"""`kill -9` of every worker while one publication follows the other: each kill falls into the midst of work."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.bench.letters import mail_server
from tests.bench.publication.ours import SERVICES, Ours, ours
from tests.bench.publication.size import REGION, WARM_UP
from tests.endurance.moments import inside_of_a_batch
from tests.endurance.sizes import FULL, chance, size

from localstack.backbone import Backbone
from notifications.settings import Settings

KILLS: Final = size(1, 15)
"""Of the worker of each service, a publication before each."""
PUBLICATION: Final = REGION if FULL else WARM_UP
LATEST: Final = 1.0 if FULL else 0.1
"""Seconds from a publication until a moment for the kill is waited for. It takes seconds where nobody is killed."""

CONNECTIONS: Final[int] = Settings.model_fields["smtp_connections"].default


async def test_workers_that_die_in_the_midst_of_an_evening_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    back = Backbone.on_free_ports(tmp_path)
    (tmp_path / "logs").mkdir(parents=True)
    with mail_server() as (smtp_port, server):
        try:
            await back.start()
            people = PUBLICATION.competitors
            async with ours(people, back.kafka.bootstrap, back.mongo.url, smtp_port, tmp_path) as one:
                await _kill(one)
                await one.until_sent(KILLS * PUBLICATION.deliveries)
                await _expect_each_once(one)
        finally:
            await back.stop()
        server.terminate()
        repeated = int(server.communicate()[0]) - KILLS * PUBLICATION.letters
    assert 0 <= repeated <= KILLS * CONNECTIONS, "more repeats than letters that can be on the way at once"


async def _kill(one: Ours) -> None:
    midst, moments = Counter[str](), chance("evening of publications")
    for number in range(KILLS):
        await one.offer(PUBLICATION)
        due = (number + 1) * PUBLICATION.deliveries
        await asyncio.gather(*(_kill_worker(one, name, moments, due, midst) for name in SERVICES))
    print(f"kills while messages were still missing: {dict(midst)} of {KILLS}")
    assert all(midst[name] >= KILLS * 0.8 for name in SERVICES), "the kills came too late to show anything"


async def _kill_worker(one: Ours, name: str, moments: Random, due: int, midst: Counter[str]) -> None:
    await asyncio.sleep(moments.uniform(0, LATEST))
    await inside_of_a_batch(one.told.client[name], moments, LATEST)
    midst[name] += not await one.are_sent(due)
    await one.kill(name)


async def _expect_each_once(one: Ours) -> None:
    """Certificates without a gap and without a double, and each message once."""
    assert await one.counts() == (KILLS * PUBLICATION.certificates, KILLS * PUBLICATION.deliveries)
    made: list[dict[str, Any]] = await one.register["certificates"].find({}, {"number.number": True}).to_list()
    assert sorted(certificate["number"]["number"] for certificate in made) == list(range(1, len(made) + 1))
    told: list[dict[str, Any]] = await one.told["deliveries"].find({}).to_list()
    keys = Counter(
        (letter["event_id"], letter["recipient_id"], letter["about_id"], letter["channel"]) for letter in told
    )
    assert set(keys.values()) == {1}
