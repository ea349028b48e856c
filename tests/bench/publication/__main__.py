"""`publication of 310 competitors in 16 skills`: as a ratio to the same pipeline on bare drivers, and what it costs our processes;
then that of 1,238 in 64, and what those wait for meanwhile who scan a certificate or enter a mark."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.letters import mail_server
from tests.bench.publication import bare
from tests.bench.publication.meanwhile import People, Waits, people
from tests.bench.publication.ours import Ours, Taken, ours
from tests.bench.publication.size import COUNTRY, REGION, WARM_UP

from localstack.backbone import Backbone

ROUNDS = 3
IDLE_SECONDS = 10
SLOWER = 5
"""How many times longer than while nothing goes on somebody may wait."""
AT_LEAST_OF_BARE = 0.5
LINEAR = 1.2
FLAT_MB = 50


async def _rounds(one: Ours, back: Backbone, smtp_port: int) -> tuple[list[Taken], list[float]]:
    """In turns, after a small one of each."""
    drivers = (back.kafka.bootstrap, back.mongo.url, smtp_port)
    await one.publish(WARM_UP)
    await bare.seconds(WARM_UP, *drivers)
    taken, floor = [], []
    for _ in range(ROUNDS):
        taken.append(await one.publish(REGION))
        floor.append(await bare.seconds(REGION, *drivers))
    return taken, floor


def _tell(taken: list[Taken], floor: list[float]) -> None:
    ours_seconds, bare_seconds = median(one.seconds for one in taken), median(floor)
    cpu = {name: median(one.cpu[name] for one in taken) for name in taken[0].cpu}
    of_size = f"{REGION.competitors} competitors in {REGION.skills} skills, {REGION.deliveries} messages"
    print(
        f"publication of {of_size}: {bare_seconds / ours_seconds:.0%} of the bare pipeline in batches"
        f" (goal >= {AT_LEAST_OF_BARE:.0%})   {ours_seconds:.2f} s, bare {bare_seconds:.2f} s"
    )
    print(f"CPU of ours a certificate: {1000 * cpu['certificates'] / REGION.certificates:.2f} ms (goal <= 1.9 ms)")
    print(f"CPU of ours a delivery: {1000 * cpu['notifications'] / REGION.deliveries:.2f} ms (goal <= 1.4 ms)")
    print(f"CPU of the relay of results a result: {1000 * cpu['competitions'] / REGION.competitors:.2f} ms (told)")


async def _country(one: Ours, waiting: People) -> tuple[Taken, Taken, Waits, Waits]:
    """What a region took, what the country took; and what people waited before and meanwhile. Workers give way."""
    await one.give_way()
    await one.publish(WARM_UP)
    regions = [await one.publish(REGION) for _ in range(ROUNDS)]
    region = sorted(regions, key=lambda taken: taken.seconds)[ROUNDS // 2]
    over = asyncio.Event()
    idle = asyncio.create_task(waiting.wait(over))
    await asyncio.sleep(IDLE_SECONDS)
    over.set()
    before = await idle
    published = asyncio.Event()
    meanwhile = asyncio.create_task(waiting.wait(published))
    try:
        taken = await one.publish(COUNTRY)
    finally:
        published.set()
        waits = await meanwhile
    return region, taken, before, waits


def _tell_country(region: Taken, taken: Taken, before: Waits, waits: Waits) -> None:
    each = 1000 * taken.seconds / COUNTRY.deliveries
    of_region = 1000 * region.seconds / REGION.deliveries
    grown = max(taken.megabytes[name] - region.megabytes[name] for name in taken.megabytes)
    print(
        f"publication of {COUNTRY.competitors:,} competitors in {COUNTRY.skills} skills, {COUNTRY.deliveries:,} messages:"
        f" {each / of_region:.2f} of the time a message that {REGION.competitors} take (goal: linear, <= {LINEAR});"
        f" the worker that grew most {grown:+.0f} MB (goal: flat, <= {FLAT_MB})   {taken.seconds:.1f} s"
    )
    for name, idle, then in zip(("a scan", "a mark"), before.p95, waits.p95, strict=True):
        print(
            f"p95 of {name} meanwhile / while nothing goes on: {then / idle:.1f} (goal <= {SLOWER})"
            f"   {then:.0f} / {idle:.0f} ms of {len(waits.scans)} and {len(waits.marks)} scans and marks"
        )


async def measure(folder: Path) -> None:
    back = Backbone.on_free_ports(folder)
    (folder / "logs").mkdir(parents=True)
    with mail_server() as (smtp_port, _):
        try:
            await back.start()
            async with ours(COUNTRY.competitors, back.kafka.bootstrap, back.mongo.url, smtp_port, folder) as one:
                _tell(*await _rounds(one, back, smtp_port))
                async with people(back.mongo.url, one.register, folder) as waiting:
                    _tell_country(*await _country(one, waiting))
        finally:
            await back.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
