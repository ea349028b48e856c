"""Issues the certificates of the results on standard input, one JSON a line, several at a time. Killed by the test in the middle."""

import asyncio
import random
import sys
from uuid import uuid4

from certificates.handlers import certify
from certificates.settings import Settings
from certificates.wiring import App, wire
from shared.clock import now
from shared.contracts.competitions import ResultPublished
from shared.events import event


async def main() -> None:
    results = [ResultPublished.model_validate_json(line) for line in sys.stdin]
    random.shuffle(results)
    async with wire(Settings()) as app:
        for at in range(0, len(results), 4):
            await asyncio.gather(*(one(app, told) for told in results[at : at + 4]))


async def one(app: App, told: ResultPublished) -> None:
    await certify(event(told, id=uuid4(), at=now()), app)


asyncio.run(main())
