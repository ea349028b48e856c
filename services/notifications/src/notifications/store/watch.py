import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from pymongo.errors import PyMongoError

from notifications.domain.inbox import TooManyStreams
from notifications.domain.preferences import Channel
from shared.cancellation import end
from shared.mongo.database import Collection, Database, Document
from shared.observability.telemetry import log

RETRY_SECONDS: Final = 1.0
PIPELINE: Final = [
    {"$match": {"fullDocument.channel": Channel.INBOX.value}},
    {"$project": {"recipient_id": "$fullDocument.recipient_id"}},
]


class InboxWatch:
    """One change stream a process, for all its readers. It only wakes them; the query is the truth."""

    def __init__(self, database: Database, most: int) -> None:
        self._most = most
        self._collection: Collection = database["deliveries"]
        self._waiting: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self.is_ending = False

    def must_have_place(self, recipients: Sequence[UUID]) -> None:
        """For one more stream. Raises TooManyStreams."""
        if self._open(recipients) >= self._most:
            raise TooManyStreams(self._most)

    def is_crowded(self, recipients: Sequence[UUID]) -> bool:
        """Whether more streams are open than may be: several that came at the same moment all found a place."""
        return self._open(recipients) > self._most

    def _open(self, recipients: Sequence[UUID]) -> int:
        return max(len(self._waiting.get(one, ())) for one in recipients)

    @asynccontextmanager
    async def subscribe(self, recipients: Sequence[UUID]) -> AsyncIterator[asyncio.Event]:
        """The event is set whenever something about the inbox of these recipients, all of one reader, may have changed."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        woken = asyncio.Event()
        for one in recipients:
            self._waiting[one].add(woken)
        try:
            yield woken
        finally:
            for one in recipients:
                self._waiting[one].discard(woken)
                if not self._waiting[one]:
                    del self._waiting[one]

    def end_streams(self) -> None:
        """Who watches stops watching: the process is about to end, and the page comes again by itself."""
        self.is_ending = True
        self._wake_everybody()

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def _run(self) -> None:
        while True:
            try:
                async with await self._collection.watch(PIPELINE, full_document="updateLookup") as changes:
                    self._wake_everybody()
                    async for change in changes:
                        self._wake(change)
            except PyMongoError as error:
                log.warning("the change stream ended", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    def _wake(self, change: Document) -> None:
        for woken in self._waiting.get(change["recipient_id"], ()):
            woken.set()

    def _wake_everybody(self) -> None:
        """What happened while nobody watched is found by the query."""
        for readers in self._waiting.values():
            for woken in readers:
                woken.set()
