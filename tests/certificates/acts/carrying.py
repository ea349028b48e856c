"""`python -m tests.certificates.acts.carrying`: carries out acts, as the service's worker does, until somebody ends it."""

import asyncio

from certificates.settings import Settings
from certificates.wiring import wire
from certificates.worker import loops


async def main() -> None:
    async with wire(Settings()) as app:
        print("ready", flush=True)
        await asyncio.gather(*(run() for _, run in loops(app)))


if __name__ == "__main__":
    asyncio.run(main())
