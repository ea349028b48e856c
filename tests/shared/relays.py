"""A relay as a process of its own, to be killed, and the end of its work."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.shared.things import Things

from shared.mongo.pending_events import WAITING
from shared.settings import ServiceSettings

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def mortal_relay(settings: ServiceSettings) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """A relay that runs. What is yielded kills it and starts another."""
    running = [await _spawn(settings)]

    async def kill() -> None:
        running[0].send_signal(signal.SIGKILL)
        await running[0].wait()

    async def die_and_rise() -> None:
        await kill()
        running[0] = await _spawn(settings)

    try:
        yield die_and_rise
    finally:
        await kill()


async def _spawn(settings: ServiceSettings) -> asyncio.subprocess.Process:
    given = {
        "T_PUBLIC_URL": settings.public_url,
        "T_MONGO_URL": settings.mongo_url,
        "T_MONGO_DATABASE": settings.mongo_database,
        "T_KAFKA_BOOTSTRAP": settings.kafka_bootstrap,
        "T_TOPIC_PREFIX": settings.topic_prefix,
        "T_OIDC_ISSUER": settings.oidc_issuer,
        "T_OIDC_CLIENT_ID": "web",
        "T_OIDC_CLIENT_SECRET": "none",
        "T_OIDC_AUDIENCE": "none",
        "T_SESSION_SECRET": "x" * 32,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.shared.relay_process", cwd=ROOT, env={**os.environ, **given}
    )


async def until_idle(store: Things) -> None:
    """Until nothing waits for publication; what is put aside does not wait."""
    async with asyncio.timeout(30):
        while await store.collection.count_documents(WAITING):  # noqa: ASYNC110 - the database is what we wait for
            await asyncio.sleep(0.02)
