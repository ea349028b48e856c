"""The live inbox, over a real connection."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from tests.notifications.api.conftest import tell
from tests.notifications.people import person
from tests.serving import serving

from localstack.token_issuer import TokenIssuer
from notifications.api.stream import tell_all
from notifications.channels.inbox.live import OpenInbox
from notifications.commands import inbox
from notifications.commands.people import record_people
from notifications.domain.inbox import Seen
from notifications.domain.recipients import Language, Reader, Recipient
from notifications.wiring import App

STREAM = "/api/notifications/v1/inbox/stream"


@dataclass(frozen=True)
class Sent:
    event: str
    id: str | None
    data: dict[str, object]


@pytest.fixture
async def server(api: FastAPI) -> AsyncIterator[uvicorn.Server]:
    async with serving(api, lifespan="off") as server:
        yield server


@asynccontextmanager
async def stream(server: uvicorn.Server, headers: dict[str, str]) -> AsyncIterator[AsyncIterator[Sent]]:
    port = server.servers[0].sockets[0].getsockname()[1]
    async with (
        asyncio.timeout(60),
        httpx2.AsyncClient(timeout=60) as http,
        http.stream("GET", f"http://127.0.0.1:{port}{STREAM}", headers=headers) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer)


async def events(answer: httpx2.Response) -> AsyncIterator[Sent]:
    fields: dict[str, str] = {}
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if line and name:
            fields[name] = value
        elif "data" in fields:
            yield Sent(fields["event"], fields.get("id"), json.loads(fields["data"]))
            fields = {}


async def next_of(sent: AsyncIterator[Sent], event: str) -> Sent:
    async for one in sent:
        if one.event == event:
            return one
    raise AssertionError("the stream ended")


async def test_the_unread_count_comes_at_once_and_a_message_when_it_arrives(
    server: uvicorn.Server, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 2)
    async with stream(server, primer) as sent:
        assert await anext(sent) == Sent("unread", None, {"unread": 2})
        await tell(app, reader, 1)
        message = await anext(sent)
        assert (message.event, message.data["subject"]) == ("message", "Results published: Trial championship")
        assert await anext(sent) == Sent("unread", None, {"unread": 3})


async def test_reading_elsewhere_changes_the_count_here(
    server: uvicorn.Server, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 2)
    async with stream(server, primer) as sent:
        assert (await anext(sent)).data == {"unread": 2}
        await inbox.read_all(app, Reader((reader,)))
        # Messages are read one after another, and whoever looks in between is told that one is left.
        counts = [(await anext(sent)).data]
        while counts[-1] == {"unread": 1}:
            counts.append((await anext(sent)).data)
        assert counts[-1] == {"unread": 0}


async def test_a_stream_goes_on_after_the_last_event_that_was_seen(
    server: uvicorn.Server, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    async with stream(server, primer) as sent:
        await tell(app, reader, 1)
        seen = await next_of(sent, "message")
    await tell(app, reader, 2)
    assert seen.id is not None
    async with stream(server, {**primer, "Last-Event-ID": seen.id}) as sent:
        missed = [await next_of(sent, "message"), await next_of(sent, "message")]
    assert len({seen.data["id"], *(one.data["id"] for one in missed)}) == 3


async def test_nobody_hears_of_anothers_messages(
    server: uvicorn.Server, app: App, reader: Recipient, primer: dict[str, str], token_issuer: TokenIssuer
) -> None:
    other = person(account="drugoy")
    await record_people(app, [other])
    theirs = {**token_issuer.bearer("drugoy", "competitor"), "Accept-Language": "en"}
    async with stream(server, primer) as mine, stream(server, theirs) as sent:
        assert (await anext(sent)).data == {"unread": 0}
        await tell(app, reader, 1)
        await next_of(mine, "message")
        await tell(app, other, 1)
        assert (await anext(sent)).data["about_ward"] is False
        (of_other,) = await app.deliveries.find_many({"recipient_id": other.id, "channel": "inbox"})
    async with stream(server, theirs) as sent:
        assert (await anext(sent)).data == {"unread": 1}
    assert of_other.recipient_id == other.id


async def test_a_message_that_cannot_be_written_is_its_readers_alone(app: App, reader: Recipient) -> None:
    """Such as one of a newer version of the service, while this one still runs."""
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    async def write(data: bytes, more: bool) -> None:
        assert more
        heard.put_nowait(data)

    def opened(recipient: UUID) -> OpenInbox:
        return OpenInbox((recipient,), Language.ENGLISH, time.time() + 60, Seen(None, app.now()), write)

    await tell(app, reader, 1)
    (known,) = await app.deliveries.find_many({"recipient_id": reader.id, "channel": "inbox"})
    newer = replace(known, id=uuid4(), event_id=uuid4(), recipient_id=uuid4(), template="of_tomorrow")
    await app.deliveries.add(newer)
    await tell_all(app, [opened(newer.recipient_id), opened(reader.id)])
    assert b"Results published" in await heard.get()
    assert heard.empty()


async def test_a_stream_ends_with_what_is_known_of_its_reader(
    server: uvicorn.Server, app: App, reader: Recipient, token_issuer: TokenIssuer
) -> None:
    """Whether the reader is still signed in then is asked when the stream is opened again."""
    await tell(app, reader, 1)
    ending = token_issuer.bearer("primer", "competitor", exp=int(time.time()) + 2)
    async with stream(server, ending) as sent:
        assert [one.data async for one in sent] == [{"unread": 1}]


async def test_a_place_that_is_none_is_refused(
    server: uvicorn.Server, reader: Recipient, primer: dict[str, str]
) -> None:
    assert reader
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx2.AsyncClient() as http:
        answer = await http.get(
            f"http://127.0.0.1:{port}{STREAM}", headers={**primer, "Last-Event-ID": "nowhere"}, timeout=5
        )
    assert answer.status_code == 422


async def test_so_many_streams_of_one_person_and_no_more(
    server: uvicorn.Server, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    assert reader.id
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}{STREAM}"
    held: list[AsyncIterator[Sent]] = []  # who lets go of one closes its connection
    async with httpx2.AsyncClient(timeout=60) as http, AsyncExitStack() as opened:
        for _ in range(app.settings.streams_a_person):
            held.append(await opened.enter_async_context(stream(server, primer)))
            await next_of(held[-1], "unread")
        refused = await http.get(address, headers={**primer, "accept": "application/json"})
        assert (refused.status_code, refused.json()["title"]) == (429, "Your inbox is open in too many places")
        assert "10 places" in refused.json()["detail"]
