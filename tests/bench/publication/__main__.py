"""`publication of 310 competitors in 16 skills`: as a ratio to the same pipeline on bare drivers, and what it costs our processes."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.publication import bare
from tests.bench.publication.ours import Ours, Taken, ours
from tests.bench.publication.size import Size

from localstack import ports
from localstack.backbone import Backbone
from localstack.mail.smtp import MailSink

REGION = Size(competitors=310, skills=16, winners=160)
WARM_UP = Size(competitors=40, skills=2, winners=20)
ROUNDS = 3


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
        f" (goal >= 50 %)   {ours_seconds:.2f} s, bare {bare_seconds:.2f} s"
    )
    print(f"CPU of ours a certificate: {1000 * cpu['certificates'] / REGION.certificates:.2f} ms (goal <= 1.9 ms)")
    print(f"CPU of ours a delivery: {1000 * cpu['notifications'] / REGION.deliveries:.2f} ms (goal <= 1.4 ms)")
    print(f"CPU of the relay of results a result: {1000 * cpu['competitions'] / REGION.competitors:.2f} ms (told)")


async def measure(folder: Path) -> None:
    back = Backbone.on_free_ports(folder)
    (folder / "logs").mkdir(parents=True)
    [smtp_port] = ports.free(1)
    sink = MailSink(folder / "mail", smtp_port)
    sink.start()
    try:
        await back.start()
        async with ours(REGION.competitors, back.kafka.bootstrap, back.mongo.url, smtp_port, folder) as one:
            _tell(*await _rounds(one, back, smtp_port))
    finally:
        await back.stop()
        sink.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
