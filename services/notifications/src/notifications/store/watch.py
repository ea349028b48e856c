import asyncio
from collections.abc import AsyncIterator, Collection
from typing import Final
from uuid import UUID

from pymongo.errors import PyMongoError

from notifications.domain.preferences import Channel
from shared.mongo.database import Collection as MongoCollection
from shared.mongo.database import Database
from shared.observability.telemetry import log

RETRY_SECONDS: Final = 1.0
PIPELINE: Final = [
    {"$match": {"fullDocument.channel": Channel.INBOX.value}},
    {"$project": {"recipient_id": "$fullDocument.recipient_id"}},
]


class InboxWatch:
    """The changes of all inboxes."""

    def __init__(self, database: Database) -> None:
        self._collection: MongoCollection = database["deliveries"]

    async def changed(self) -> AsyncIterator[Collection[UUID] | None]:
        """Whose inbox has changed, without an end. None at first and after each break: what happened while nobody watched is
        found by the query."""
        while True:
            try:
                async with await self._collection.watch(PIPELINE, full_document="updateLookup") as changes:
                    yield None
                    async for change in changes:
                        yield (change["recipient_id"],)
            except PyMongoError as error:
                log.warning("the change stream ended", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
