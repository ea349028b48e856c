from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from notifications.domain.deliveries import Delivery, DeliveryUnknown, State
from notifications.domain.inbox import OVERLAP, Cursor, cursor_of
from notifications.domain.preferences import Channel
from notifications.store.deliveries import NEWEST_FIRST, UNREAD, Deliveries, older_than
from shared.mongo.together import Together

MANY: Final = 1000
TOGETHER: Final = 250
"""Readers whose new messages are found by one command."""

Recipients = frozenset[UUID]
"""All records of one reader."""
Look = tuple[tuple[UUID, ...], datetime]
"""Whose messages, and from when on."""


class Inbox:
    """What somebody has to read: the deliveries of the channel inbox that arrived for these recipients, all records of one reader."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries
        self._counts: Together[Recipients, int] = Together(self._count)

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

    async def look(self, asked: Sequence[Look]) -> list[list[Delivery]]:
        """For each, the oldest first: some commands for all of them, not one each."""
        found: defaultdict[UUID, dict[UUID, Delivery]] = defaultdict(dict)
        # Those who have seen as much are asked for together: little is found that one of them has seen long ago.
        in_order = sorted(asked, key=_begin)
        for start in range(0, len(asked), TOGETHER):
            some = in_order[start : start + TOGETHER]
            ids = {one for recipients, _ in some for one in recipients}
            for one in await self._deliveries.find_many({**_of(ids), "created_at": {"$gte": _begin(some[0])}}):
                found[one.recipient_id][one.id] = one
        return [
            sorted((one for id in ids for one in found[id].values() if one.created_at >= begin), key=cursor_of)
            for ids, begin in asked
        ]

    async def unread_of(self, asked: Sequence[Collection[UUID]]) -> list[int]:
        """As `unread` for each, by one command."""
        counts = await self._count([frozenset(one) for one in asked])
        return [counts[frozenset(one)] for one in asked]

    async def unread(self, recipients: Collection[UUID]) -> int:
        """Counts keys of an index that has what is unread alone, however much has been read."""
        return await self._counts.of(frozenset(recipients)) or 0

    async def _count(self, asked: Collection[Recipients]) -> Mapping[Recipients, int]:
        stages: list[Mapping[str, Any]] = [
            {"$match": _unread({one for recipients in asked for one in recipients})},
            {"$group": {"_id": "$recipient_id", "unread": {"$sum": 1}}},
        ]
        found = await (await self._deliveries.collection.aggregate(stages)).to_list()
        unread = {one["_id"]: one["unread"] for one in found}
        return {recipients: sum(unread.get(one, 0) for one in recipients) for recipients in asked}

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


def _begin(look: Look) -> datetime:
    return look[1]


def _of(recipients: Collection[UUID]) -> dict[str, Any]:
    return {"recipient_id": {"$in": list(recipients)}, "channel": Channel.INBOX, "state": State.SENT, "erased": False}


def _unread(recipients: Collection[UUID]) -> dict[str, Any]:
    return {"recipient_id": {"$in": list(recipients)}, UNREAD: True}
