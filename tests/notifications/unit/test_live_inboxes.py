"""Who watches an inbox is told in time, whatever others do; there is neither a database nor a connection."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from tests.notifications.people import DAY

from notifications.channels.inbox import live
from notifications.channels.inbox.live import LiveInboxes, OpenInbox
from notifications.domain.inbox import Seen, TooManyStreams
from notifications.domain.recipients import Language

NOW = DAY.timestamp()


@dataclass
class House:
    """The inboxes, what wakes them, and a look that has something to say each time."""

    changes: "asyncio.Queue[Collection[UUID] | None]" = field(default_factory=asyncio.Queue)
    looks: int = 0
    fails: bool = False

    def __post_init__(self) -> None:
        self.inboxes = LiveInboxes(2, self._changed, lambda: DAY)

    async def _changed(self) -> AsyncIterator[Collection[UUID] | None]:
        while True:
            yield await self.changes.get()

    async def tell(self, opened: Sequence[OpenInbox]) -> None:
        self.looks += 1
        if self.fails:
            self.fails = False
            raise RuntimeError("the database is away")
        for one in opened:
            self.inboxes.hand_over(one, b"look %d" % self.looks)


@dataclass
class Reader:
    id: UUID = field(default_factory=uuid4)
    begins: asyncio.Event = field(default_factory=asyncio.Event)
    reads: asyncio.Event = field(default_factory=asyncio.Event)
    heard: "asyncio.Queue[bytes]" = field(default_factory=asyncio.Queue)

    def inbox(self, until: float = NOW + 3600) -> OpenInbox:
        return OpenInbox((self.id,), Language.ENGLISH, until, Seen(None, DAY), self._write)

    async def _write(self, data: bytes, more: bool) -> None:
        self.begins.set()
        await self.reads.wait()
        self.heard.put_nowait(data if more else b"the end")


@asynccontextmanager
async def watching(house: House, *inboxes: OpenInbox) -> AsyncIterator[None]:
    async with asyncio.timeout(20):
        with ExitStack() as joined:
            for one in inboxes:
                joined.enter_context(house.inboxes.joined(one, house.tell))
            yield
        await house.inboxes.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TICK_SECONDS", "RETRY_SECONDS"):
        monkeypatch.setattr(live, name, 0.01)


async def test_who_does_not_read_keeps_nobody_waiting_and_hears_the_rest_later() -> None:
    house, slow, other = House(), Reader(), Reader()
    other.reads.set()
    async with watching(house, slow.inbox(), other.inbox()):
        assert await other.heard.get() == b"look 1"
        house.changes.put_nowait((slow.id, other.id))
        assert await other.heard.get() == b"look 2"
        assert slow.heard.empty()
        slow.reads.set()
        assert [await slow.heard.get(), await slow.heard.get()] == [b"look 1", b"look 3"]


@pytest.mark.usefixtures("quick")
async def test_a_look_that_fails_is_repeated() -> None:
    house, reader = House(), Reader()
    reader.reads.set()
    async with watching(house, reader.inbox()):
        assert await reader.heard.get() == b"look 1"
        house.fails = True
        house.changes.put_nowait(None)
        assert await reader.heard.get() == b"look 3"


@pytest.mark.usefixtures("quick")
async def test_however_silent_everything_is_it_is_looked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_AGAIN_SECONDS", 0.01)
    house, reader = House(), Reader()
    reader.reads.set()
    async with watching(house, reader.inbox()):
        assert [await reader.heard.get(), await reader.heard.get()] == [b"look 1", b"look 2"]


@pytest.mark.usefixtures("quick")
async def test_an_inbox_ends_with_what_is_known_of_its_reader() -> None:
    house, over, other = House(), Reader(), Reader()
    over.reads.set()
    async with watching(house, over.inbox(until=NOW + 0.005), other.inbox()):
        while await over.heard.get() != b"the end":
            pass
        assert other.heard.empty()


async def test_the_end_comes_after_what_is_still_being_written() -> None:
    house, reader = House(), Reader()
    async with watching(house, reader.inbox()):
        await reader.begins.wait()
        house.inboxes.end_streams()
        reader.reads.set()
        assert [await reader.heard.get(), await reader.heard.get()] == [b"look 1", b"the end"]


async def test_of_several_that_come_at_once_those_without_a_place_end() -> None:
    house, reader = House(), Reader()
    reader.reads.set()
    inboxes = [reader.inbox() for _ in range(3)]
    house.inboxes.must_have_place([reader.id])
    async with watching(house, *inboxes):
        with pytest.raises(TooManyStreams):
            house.inboxes.must_have_place([reader.id])
        assert [one.is_over for one in inboxes] == [False, False, True]
    house.inboxes.must_have_place([reader.id])
