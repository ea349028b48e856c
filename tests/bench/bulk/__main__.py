"""A table of awards from its file until the last certificate is told of: beside bare drivers with the same documents and events, and by
what the workers hold in memory. BULK=100000 is the largest table that there may be."""

import asyncio
import os
import tempfile
from pathlib import Path

from tests.bench.bulk import bare
from tests.bench.bulk.ours import Taken, ours

from localstack.backbone import Backbone

ROWS = int(os.environ.get("BULK", "5000"))
WARM_UP = 600
AT_LEAST_OF_BARE = 0.5
FLAT_MB = 60
PATIENCE = 120 + ROWS / 50
"""Seconds for each step."""


def _tell(small: Taken, taken: Taken, floor: float, least: float) -> None:
    grown = max(taken.megabytes[name] - small.megabytes[name] for name in taken.megabytes)
    each = ", ".join(f"{name} {1000 * one / ROWS:.2f} ms" for name, one in taken.cpu.items())
    print(
        f"a table of {ROWS:,} awards, from its file to the register, events sent: {floor / taken.seconds:.0%} of bare drivers"
        f" with the same documents and events (goal >= {AT_LEAST_OF_BARE:.0%}), {least / taken.seconds:.0%} of signing one,"
        f" one document and one event a row (told)   {taken.seconds:.1f} s, bare {floor:.1f} s, {least:.1f} s"
    )
    print(
        f"of it checked {ROWS / taken.checked:,.0f} rows a second, granted {ROWS / taken.granted:,.0f}, then"
        f" {taken.issued:.1f} s until the last is issued; CPU a row: {each}; the worker that grew most"
        f" {grown:+.0f} MB (goal: flat, <= {FLAT_MB})"
    )


async def measure(folder: Path) -> None:
    back = Backbone.on_free_ports(folder)
    (folder / "logs").mkdir(parents=True)
    drivers = (back.kafka.bootstrap, back.mongo.url)
    try:
        await back.start()
        async with ours(*drivers, folder, PATIENCE) as one:
            small = await one.hand_out(0, WARM_UP)
            await bare.seconds(WARM_UP, *drivers)
            before, least = await bare.seconds(ROWS, *drivers), await bare.least(ROWS, *drivers)
            taken = await one.hand_out(WARM_UP, ROWS)
            # Before and after: others may take more of the machine meanwhile.
            _tell(small, taken, (before + await bare.seconds(ROWS, *drivers)) / 2, least)
    finally:
        await back.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
