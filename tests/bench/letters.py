"""One change of a schedule that 10,000 people hear of, in the inbox and by letter, beside a bare loop over as many connections.

Bare is: the same documents inserted 400 at once, a letter of the same size made by the standard library, handed over, and its outcome
stored: no rule of ours, nobody looked up.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import aiosmtplib
from tests.notifications.people import CHAMPIONSHIP, DAY, DESCRIBED, person
from tests.settings import settings_of

from localstack import ports
from localstack.mongod import Mongod
from notifications.domain.deliveries import State, Wording
from notifications.domain.news import News
from notifications.domain.templates import TemplateId
from notifications.handlers import subscriptions
from notifications.sender import Sender
from notifications.settings import Settings
from notifications.wiring import App, wire
from shared.cancellation import end
from shared.contracts.competitions import AudienceNamed
from shared.events import event

RECIPIENTS = 10_000
WARMING = 600
TURNS = 3
NAMED_AT_ONCE = 200
GOAL = 0.7
PAUSE = 0.05
WAITING = (State.QUEUED, State.SENDING)
CALENDAR = Wording(*2 * ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nEND:VCALENDAR\r\n",))
CHANGES = {"changes": Wording("Пробное дело: 10:00 вместо 9:00", "Trial trade: 10:00 instead of 9:00")}


@asynccontextmanager
async def _app(mail_port: int) -> AsyncIterator[App]:
    with TemporaryDirectory() as name:
        [port] = ports.free(1)
        mongo = Mongod(Path(name) / "mongod", port, Path(name))
        await mongo.start()
        try:
            given = {"mongo_url": mongo.url, "smtp_host": ports.LOOPBACK, "smtp_port": mail_port}
            async with wire(settings_of(Settings, **given)) as app:
                await app.titles.record_championship(DESCRIBED[0])
                yield app
        finally:
            await mongo.stop()


@contextmanager
def mail_server() -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Its port, and the process: in one of its own, so that it takes no time from whoever is measured."""
    [port] = ports.free(1)
    command = [sys.executable, "-m", "tests.bench.mail_server", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield port, server
    finally:
        server.terminate()
        server.wait()


async def _invited(app: App, number: int) -> list[UUID]:
    people = [person(email=f"primer{one}@example.org") for one in range(number)]
    for start in range(0, number, 1000):
        await app.recipients.add_many([(one, ()) for one in people[start : start + 1000]])
    return [one.id for one in people]


async def _ours(app: App, subjects: Sequence[UUID]) -> None:
    """From the events that name them to the last letter: what the worker does."""
    news_id = uuid4()
    await app.news.keep(news_id, News(CHAMPIONSHIP.id, TemplateId.SCHEDULE_CHANGED, "/", CHANGES, CALENDAR), DAY)
    sender = asyncio.ensure_future(Sender(app, "bench").run())
    for named in _parts(subjects):
        data = AudienceNamed(news_id=news_id, championship_id=CHAMPIONSHIP.id, subjects=tuple(named))
        told = event(data, id=uuid4(), at=DAY)
        await subscriptions.by_type[AudienceNamed.type].handle(told, app)
    while await _some_wait(app):  # noqa: ASYNC110 - what is stored counts
        await asyncio.sleep(PAUSE)
    await end(sender)


async def _some_wait(app: App) -> bool:
    """The cheapest question there is: counting those that are sent would take from whoever sends them."""
    return await app.deliveries.collection.find_one({"state": {"$in": WAITING}}, {"_id": True}) is not None


async def _must_be_sent(app: App, number: int) -> None:
    sent = await app.deliveries.collection.count_documents({"channel": "email", "state": State.SENT})
    if sent != number:
        raise SystemExit(f"{sent} letters of {number} are stored as sent")


async def _bare(app: App, subjects: Sequence[UUID]) -> None:
    collection, letters = app.database["bare"], asyncio.Queue[UUID]()
    left = len(subjects)

    async def connection() -> None:
        nonlocal left
        async with aiosmtplib.SMTP(hostname=ports.LOOPBACK, port=app.settings.smtp_port, start_tls=False) as server:
            while True:
                id = await letters.get()
                await server.send_message(_letter())
                await collection.update_one({"_id": id}, {"$set": {"state": "sent"}})
                left -= 1

    connections = [asyncio.ensure_future(connection()) for _ in range(app.settings.smtp_connections)]
    for named in _parts(subjects):
        made = [
            {"_id": uuid4(), "to": one, "channel": of, "x": "x" * 400} for one in named for of in ("inbox", "email")
        ]
        await collection.insert_many(made, ordered=False)
        for one in made:
            if one["channel"] == "email":
                letters.put_nowait(UUID(str(one["_id"])))
    while left:  # noqa: ASYNC110 - counted by the connections
        await asyncio.sleep(PAUSE)
    await end(*connections)


def _letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.test", "b@example.test", "letter"
    letter.set_content("text\n" * 20)
    letter.add_alternative("<p>text</p>" * 60, subtype="html")
    return letter


def _parts(subjects: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(subjects), NAMED_AT_ONCE):
        yield subjects[start : start + NAMED_AT_ONCE]


async def _timed(work: Callable[[App, Sequence[UUID]], Awaitable[None]], app: App, number: int) -> tuple[float, float]:
    """Seconds by the clock, and of this process's CPU time."""
    subjects = await _invited(app, number)
    clock, cpu = time.perf_counter(), time.process_time()
    await work(app, subjects)
    return time.perf_counter() - clock, time.process_time() - cpu


async def _turns(app: App) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Ours and bare, after a small one of each."""
    for work in (_ours, _bare):
        await _timed(work, app, WARMING)
    return [(await _timed(_ours, app, RECIPIENTS), await _timed(_bare, app, RECIPIENTS)) for _ in range(TURNS)]


def _tell(turns: Sequence[tuple[tuple[float, float], tuple[float, float]]], connections: int) -> None:
    by_clock, by_cpu = (median(bare[of] / ours[of] for ours, bare in turns) for of in (0, 1))
    ours, bare = ([median(one[side][of] for one in turns) for of in (0, 1)] for side in (0, 1))
    print(
        f"{RECIPIENTS:,} recipients of one event to inbox and SMTP / a bare loop over the same {connections} connections:"
        f" {by_clock:.0%} by the clock, {by_cpu:.0%} by CPU time (medians of {TURNS} turns; goal >= {GOAL:.0%})"
        f"   {ours[0]:.1f} / {bare[0]:.1f} s, {500 * ours[1] / RECIPIENTS:.2f} / {500 * bare[1] / RECIPIENTS:.2f} ms"
        " of CPU a delivery"
    )


async def measure() -> None:
    number = WARMING + TURNS * RECIPIENTS
    with mail_server() as (port, server):
        async with _app(port) as app:
            turns = await _turns(app)
            await _must_be_sent(app, number)
            _tell(turns, app.settings.smtp_connections)
        server.terminate()
        taken, expected = int(server.communicate()[0]), 2 * number
        if taken != expected:
            raise SystemExit(f"the mail server has taken {taken} letters of {expected}")


if __name__ == "__main__":
    asyncio.run(measure())
