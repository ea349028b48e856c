"""What the relay costs while only marks come, of which nobody is told: its CPU time beside that of the API which takes them.

None of these writes wakes it; what is left is its look each second, and the questions of the change stream.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pymongo import AsyncMongoClient
from tests.bench.load import rate
from tests.bench.marks import skill_being_marked
from tests.bench.sides import CONNECTIONS, DATABASE, Ground, cpu_seconds, ground
from tests.settings import environment, settings_of
from tests.waiting import until

from competitions.__main__ import SERVICE
from competitions.settings import Settings
from localstack.processes import Process
from shared.messaging.kafka import Producer

MARKS = 5_000
"""Some seconds: the relay looks once in each, and the system counts time in hundredths."""
GOAL = 0.03
NOBODY = "127.0.0.1:9"
"""No broker: nothing is to be sent."""


async def run_relay() -> None:
    settings = Settings()
    producer = Producer(settings)
    async with SERVICE.wire(settings) as app:
        await SERVICE.relay(app, producer).run()


@asynccontextmanager
async def _relay(place: Ground) -> AsyncIterator[Process]:
    given = {"mongo_url": place.mongo_url, "mongo_database": DATABASE, "kafka_bootstrap": NOBODY}
    env = environment(settings_of(Settings, **given, **place.issuer.settings()))
    process = Process("relay", [sys.executable, "-m", "tests.bench.relay", "run"], place.folder / "relay.log", env)
    process.start()
    try:
        await until(lambda: _watches(place.mongo_url))
        yield process
    finally:
        await process.stop()


async def _watches(mongo_url: str) -> bool:
    """Whether somebody listens to the database's changes."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        stages: list[dict[str, Any]] = [
            {"$currentOp": {"idleCursors": True}},
            {"$match": {"cursor.originatingCommand.pipeline.0.$changeStream": {"$exists": True}}},
        ]
        return bool(await (await client.admin.aggregate(stages)).to_list())


async def measure() -> None:
    async with ground() as place, place.ours() as (port, api):
        first, further = await skill_being_marked(port, place.issuer)
        await _forget_what_waits(place.mongo_url)
        async with _relay(place) as relay:
            await rate(port, first, CONNECTIONS)
            begun, cpu = time.perf_counter(), (cpu_seconds(relay.pid), cpu_seconds(api.pid))
            await rate(port, further[:MARKS], CONNECTIONS)
            of_relay, of_api = cpu_seconds(relay.pid) - cpu[0], cpu_seconds(api.pid) - cpu[1]
            seconds = time.perf_counter() - begun
    print(
        f"CPU of the relay while only marks come / the API's: {of_relay / of_api:.1%} (goal <= {GOAL:.0%};"
        f" {MARKS:,} marks of {CONNECTIONS} tablets)   {1000 * of_relay / seconds:.1f} / {1000 * of_api / seconds:.0f} ms a second"
    )


async def _forget_what_waits(mongo_url: str) -> None:
    """The events of the preparation: there is no broker to take them."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        database = client[DATABASE]
        for name in await database.list_collection_names():
            await database[name].update_many({"pending.0": {"$exists": True}}, {"$set": {"pending": []}})


if __name__ == "__main__":
    asyncio.run(run_relay() if sys.argv[1:] == ["run"] else measure())
