"""What an operator sees and does about events that Kafka refuses, with the service's own processes on a real Kafka."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import IO, Any
from uuid import UUID, uuid4

import httpx2
import pytest
from tests.environment import environment
from tests.forks.forked import Forked, ended, read
from tests.shared.reading import read_all
from tests.shared.topic_settings import alter
from tests.waiting import until

from competitions import events
from competitions.domain.person import Person
from competitions.settings import Settings
from competitions.wiring import App, wire
from localstack import ports
from shared.clock import now
from shared.contracts.competitions import PersonChanged
from shared.mongo.pending_events import WAITING

LONG = "Я" * 200
ENOUGH = 3
"""Attempts at the broker, one after the other: two of them have failed."""


@pytest.fixture
def on_kafka(settings: Settings, database_name: str, kafka_bootstrap: str, topic_prefix: str) -> Settings:
    (port,) = ports.free(1)
    of_the_test = {
        "mongo_database": database_name,
        "kafka_bootstrap": kafka_bootstrap,
        "topic_prefix": topic_prefix,
        "worker_port": port,
    }
    return settings.model_copy(update=of_the_test)


@pytest.fixture
async def service(on_kafka: Settings) -> AsyncIterator[App]:
    async with wire(on_kafka) as wired:
        yield wired


async def command(settings: Settings, *arguments: str) -> tuple[int, str, str]:
    return await asyncio.to_thread(ended, ["competitions", *arguments], environment(settings, "COMPETITIONS"))


@contextmanager
def worker(settings: Settings) -> Iterator[tuple[Forked, IO[bytes]]]:
    """With what it says."""
    with tempfile.TemporaryFile() as said:
        process = Forked(["competitions", "worker"], environment(settings, "COMPETITIONS"), out=said)
        try:
            yield process, said
        finally:
            process.kill()
            process.wait()


async def ready(settings: Settings) -> tuple[int, dict[str, Any]]:
    async with httpx2.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{settings.worker_port}/readyz")
    return answer.status_code, answer.json()


async def until_ready(settings: Settings, **wanted: Any) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            try:
                status, body = await ready(settings)
            except httpx2.ConnectError:
                await asyncio.sleep(0.1)
                continue
            if status == 200 and wanted.items() <= body.items():
                return body
            await asyncio.sleep(0.1)


async def add_person(service: App, name: str) -> Person:
    person = Person(uuid4(), "region-47", name, "Проверяй")
    return await service.people.add(person, events.person_changed(now(), "Europe/Moscow"))


async def test_an_operator_finds_sends_and_drops_what_is_refused(service: App, on_kafka: Settings) -> None:
    await alter(on_kafka, PersonChanged.topic, max_message_bytes=700)
    short, first, second = [await add_person(service, name) for name in ("Краткова", LONG, LONG)]
    with worker(on_kafka):
        await until_ready(on_kafka, ready=True, put_aside=2)
        code, out, _ = await command(on_kafka, "outbox", "list")
        assert code == 0
        lines = [line.split("\t") for line in out.splitlines()]
        assert {line[2] for line in lines} == {str(first.id), str(second.id)}
        assert {(line[1], line[4], line[6]) for line in lines} == {
            (PersonChanged.type, "MessageSizeTooLargeError", "0")
        }
        assert LONG not in out
        ids = {line[2]: line[0] for line in lines}
        assert (await command(on_kafka, "outbox", "drop", ids[str(second.id)]))[0] == 0
        await until_ready(on_kafka, put_aside=1)
        await alter(on_kafka, PersonChanged.topic, max_message_bytes=1_000_000)
        assert (await command(on_kafka, "outbox", "send", "--all"))[0] == 0
        await until_ready(on_kafka, put_aside=0)
        await _until_told(service)
    told = {UUID(record.key.decode()) for record in await read_all(on_kafka, PersonChanged.topic)}
    assert told == {short.id, first.id}


async def _until_told(service: App) -> None:
    async with asyncio.timeout(30):
        while await service.people.collection.count_documents(WAITING):  # noqa: ASYNC110 - the database is what we wait for
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("outbox", "send", str(UUID(int=1))), 1),
        (("outbox", "drop", str(UUID(int=1))), 1),
        (("outbox", "send"), 2),
        (("outbox", "send", "--all", str(UUID(int=1))), 2),
        (("outbox", "drop", "no id"), 2),
    ],
)
async def test_what_is_not_put_aside_is_neither_sent_nor_dropped(
    on_kafka: Settings, arguments: tuple[str, ...], code: int
) -> None:
    got, out, err = await command(on_kafka, *arguments)
    assert (got, out) == (code, "")
    assert err
    assert "Traceback" not in err


@asynccontextmanager
async def hanging_up() -> AsyncIterator[tuple[str, list[asyncio.StreamWriter]]]:
    """A broker that ends every connection at once: its address, and the connections that there were."""
    attempts: list[asyncio.StreamWriter] = []

    def ask(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        attempts.append(writer)
        writer.close()

    async with await asyncio.start_server(ask, ports.LOOPBACK, 0) as server:
        yield f"{ports.LOOPBACK}:{server.sockets[0].getsockname()[1]}", attempts


async def test_a_worker_whose_broker_is_away_says_so_once_a_minute_and_stops_when_asked(
    service: App, on_kafka: Settings
) -> None:
    await add_person(service, "Краткова")
    async with hanging_up() as (address, attempts):
        away = on_kafka.model_copy(update={"kafka_bootstrap": address})
        with worker(away) as (process, said):
            await until(lambda: b"worker started" in read(said))
            await until(lambda: len(attempts) >= ENOUGH)
            process.terminate()
            assert await asyncio.to_thread(process.wait, 20) == 0
            lines = read(said).decode().splitlines()
    about_kafka = [line for line in lines if "aiokafka" in line or "afka" in line]
    assert len(about_kafka) == 1, lines


async def test_erasing_takes_along_what_is_put_aside(service: App, on_kafka: Settings) -> None:
    await alter(on_kafka, PersonChanged.topic, max_message_bytes=700)
    person = await add_person(service, LONG)
    with worker(on_kafka):
        await until_ready(on_kafka, put_aside=1)
        erased, happened = person.erase(now())
        assert happened
        await service.people.save(erased, events.person_erased(erased, happened))
        await until_ready(on_kafka, put_aside=0)
        await _until_told(service)
    document = await service.people.collection.find_one({"_id": person.id})
    assert LONG not in str(document)
