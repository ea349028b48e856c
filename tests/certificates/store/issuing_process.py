"""Issues the certificates of the results on standard input, one JSON a line, in batches and several at a time. Killed by the test in
the middle."""

import asyncio
import random
import sys
from collections.abc import Iterator
from uuid import uuid4

from certificates.handlers import certify
from certificates.settings import Settings
from certificates.wiring import App, wire
from shared.clock import now
from shared.contracts.competitions import ResultPublished
from shared.events import event

MOST = 25
AT_ONCE = 3
"""As many as there are partitions."""


async def main() -> None:
    results = [ResultPublished.model_validate_json(line) for line in sys.stdin]
    random.shuffle(results)
    batches = list(_batches(results))
    async with wire(Settings()) as app:
        for at in range(0, len(batches), AT_ONCE):
            await asyncio.gather(*(_certify(app, batch) for batch in batches[at : at + AT_ONCE]))


def _batches(results: list[ResultPublished]) -> Iterator[list[ResultPublished]]:
    while results:
        size = random.randint(1, MOST)
        yield results[:size]
        results = results[size:]


async def _certify(app: App, batch: list[ResultPublished]) -> None:
    missed = await certify([event(told, id=uuid4(), at=now()) for told in batch], app)
    if missed:
        raise RuntimeError(f"something is missing: {missed}")


asyncio.run(main())
