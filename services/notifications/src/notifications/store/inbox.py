from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from notifications.domain.deliveries import Delivery, DeliveryUnknown, State
from notifications.domain.inbox import Cursor, cursor_of
from notifications.domain.preferences import Channel
from notifications.store.deliveries import NEWEST_FIRST, UNREAD, Deliveries, older_than

MANY: Final = 1000
OVERLAP: Final = timedelta(seconds=10)
"""Workers' clocks differ, and a message may be stored after one that is a little younger."""


class Inbox:
    """What somebody has to read: the deliveries of the channel inbox that arrived for these recipients, all records of one reader."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    async def page(
        self, recipients: Collection[UUID], *, limit: int, after: Cursor | None
    ) -> tuple[list[Delivery], Cursor | None]:
        """Newest first. The second is the cursor to go on after, None at the end."""
        query = {**_of(recipients), **older_than(after)}
        found = await self._deliveries.find_many(query, sort=NEWEST_FIRST, limit=limit + 1)
        return found[:limit], cursor_of(found[limit - 1]) if len(found) > limit else None

    async def newest(self, recipients: Collection[UUID]) -> Cursor | None:
        found = await self._deliveries.find_many(_of(recipients), sort=NEWEST_FIRST, limit=1)
        return cursor_of(found[0]) if found else None

    async def since(self, recipients: Collection[UUID], cursor: Cursor | None) -> list[Delivery]:
        """Oldest first, from a little before `cursor`: whoever asks leaves out what they have. At most MANY, the newest."""
        query = {**_of(recipients), **({"created_at": {"$gte": cursor.at - OVERLAP}} if cursor else {})}
        found = await self._deliveries.find_many(query, sort=NEWEST_FIRST, limit=MANY)
        return found[::-1]

    async def unread(self, recipients: Collection[UUID]) -> int:
        """Counts keys of an index that has what is unread alone, however much has been read."""
        return await self._deliveries.collection.count_documents(_unread(recipients))

    async def get(self, recipients: Collection[UUID], id: UUID) -> Delivery:
        """Raises DeliveryUnknown for another's message as well: nobody learns that it exists."""
        found = await self._deliveries.find_one({**_of(recipients), "_id": id})
        if found is None:
            raise DeliveryUnknown(id)
        return found

    async def read_all(self, recipients: Collection[UUID], at: datetime) -> int:
        """All that had arrived by `at`. Returns how many had been unread."""
        arrived = {**_unread(recipients), "created_at": {"$lte": at}}
        change = {"$set": {"read_at": at, UNREAD: False}, "$inc": {"version": 1}}
        result = await self._deliveries.collection.update_many(arrived, change)
        return result.modified_count


def _of(recipients: Collection[UUID]) -> dict[str, Any]:
    return {"recipient_id": {"$in": list(recipients)}, "channel": Channel.INBOX, "state": State.SENT, "erased": False}


def _unread(recipients: Collection[UUID]) -> dict[str, Any]:
    return {"recipient_id": {"$in": list(recipients)}, UNREAD: True}
