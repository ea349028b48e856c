"""5,000 people with their inbox open on one process: what each costs in memory, and how soon a message to all of them is there.

A stream is a connection of its own, of a person of their own. What is measured of a message is the time from when it is stored
until the person has it.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from tests.bench.sides import resident_kb
from tests.notifications.people import CHAMPIONSHIP, DAY, DESCRIBED, person
from tests.settings import environment, settings_of

from localstack import ports
from localstack.http_ready import answers
from localstack.mongod import Mongod
from localstack.processes import Process
from localstack.token_issuer import TokenIssuer
from notifications.domain.deliveries import Wording
from notifications.domain.news import News
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TemplateId
from notifications.handlers import subscriptions
from notifications.settings import Settings
from notifications.wiring import App, wire
from shared.contracts.competitions import AudienceNamed
from shared.events import event

STREAMS = 5_000
WARMING = 50
AT_ONCE = 50
NAMED_AT_ONCE = 200
GOAL_KB = 50
GOAL_SECONDS = 1.0
STREAM = "/api/notifications/v1/inbox/stream"
CHANGES = {"changes": Wording("Пробное дело: 10:00 вместо 9:00", "Trial trade: 10:00 instead of 9:00")}


class Reader:
    """One person who looks at their inbox."""

    def __init__(self, recipient: Recipient) -> None:
        self.recipient = recipient
        self.is_open = asyncio.Event()
        self.heard_at: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def listen(self, port: int, headers: dict[str, str]) -> None:
        reader, writer = await asyncio.open_connection(ports.LOOPBACK, port, limit=8192)
        lines = [f"GET {STREAM} HTTP/1.1", "host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        try:
            while line := await reader.readline():
                if line.startswith(b"event: unread"):
                    self.is_open.set()
                elif line.startswith(b"event: message") and not self.heard_at.done():
                    self.heard_at.set_result(time.perf_counter())
        finally:
            writer.close()


@asynccontextmanager
async def _api(mongo_url: str, issuer: TokenIssuer, folder: Path) -> AsyncIterator[tuple[int, Process, App]]:
    [port] = ports.free(1)
    given = {"mongo_url": mongo_url, "public_url": f"http://localhost:{port}", "port": port, **issuer.settings()}
    settings = settings_of(Settings, **given)
    command = [sys.executable, "-m", "notifications", "api"]
    process = Process("api", command, folder / "api.log", environment(settings))
    async with wire(settings) as app:
        process.start()
        try:
            await process.until(answers(f"http://{ports.LOOPBACK}:{port}/readyz"))
            await app.titles.record_championship(DESCRIBED[0])
            yield port, process, app
        finally:
            await process.stop()


async def _opened(app: App, issuer: TokenIssuer, port: int, names: Sequence[str]) -> list[Reader]:
    people = [person(account=name, email=None) for name in names]
    await app.recipients.add_many([(one, ()) for one in people])
    readers = [Reader(one) for one in people]
    for start in range(0, len(readers), AT_ONCE):
        some = readers[start : start + AT_ONCE]
        for one in some:
            headers = issuer.bearer(str(one.recipient.account))
            RUNNING.append(asyncio.create_task(one.listen(port, headers)))
        await asyncio.gather(*(one.is_open.wait() for one in some))
    return readers


RUNNING: list[asyncio.Task[None]] = []


async def _told(app: App, readers: Sequence[Reader]) -> list[float]:
    """Seconds from the storing of each message to its arrival, in their order."""
    news_id = uuid4()
    await app.news.keep(news_id, News(CHAMPIONSHIP.id, TemplateId.SCHEDULE_CHANGED, "/", CHANGES, None), DAY)
    stored: dict[UUID, float] = {}
    for start in range(0, len(readers), NAMED_AT_ONCE):
        named = tuple(one.recipient.id for one in readers[start : start + NAMED_AT_ONCE])
        data = AudienceNamed(news_id=news_id, championship_id=CHAMPIONSHIP.id, subjects=named)
        told = event(data, id=uuid4(), at=DAY)
        await subscriptions.by_type[AudienceNamed.type].handle(told, app)
        stored.update(dict.fromkeys(named, time.perf_counter()))
    async with asyncio.timeout(300):
        heard = await asyncio.gather(*(one.heard_at for one in readers))
    return sorted(max(0.0, at - stored[one.recipient.id]) for one, at in zip(readers, heard, strict=True))


async def measure() -> None:
    issuer = TokenIssuer()
    issuer.start()
    with TemporaryDirectory() as name:
        [port] = ports.free(1)
        mongo = Mongod(Path(name) / "mongod", port, Path(name))
        await mongo.start()
        try:
            async with _api(mongo.url, issuer, Path(name)) as (api_port, process, app):
                await _told(app, await _opened(app, issuer, api_port, [f"warm-{n}" for n in range(WARMING)]))
                before = resident_kb(process.pid)
                readers = await _opened(app, issuer, api_port, [f"reader-{n}" for n in range(STREAMS)])
                each = (resident_kb(process.pid) - before) / STREAMS
                waits = await _told(app, readers)
        finally:
            await mongo.stop()
            issuer.stop()
    late = waits[int(len(waits) * 0.99)]
    print(
        f"{STREAMS:,} open inbox streams on one process: {each:.0f} kB each (goal <= {GOAL_KB} kB); one event to all of them:"
        f" {late:.2f} s at p99 (goal <= {GOAL_SECONDS:.0f} s), {waits[len(waits) // 2]:.2f} s the median"
    )
    for one in RUNNING:
        one.cancel()
    await asyncio.wait(RUNNING)


if __name__ == "__main__":
    asyncio.run(measure())
