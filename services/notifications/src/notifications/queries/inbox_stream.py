import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.inbox import Cursor, cursor_of
from notifications.domain.recipients import Reader
from notifications.wiring import App

LOOK_AGAIN_SECONDS: Final = 15.0
"""However silent the change stream is: the query is the truth."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in an inbox: messages, the oldest first, and the unread count where it changed."""

    messages: list[Delivery]
    unread: int | None


async def watch(app: App, reader: Reader, after: Cursor | None, until: float) -> AsyncIterator[Changes]:
    """The unread count at once, with the messages since `after`; then whatever changes.

    Ends at once where too many are open, with the process, and at `until` (seconds since the epoch): whether the reader is still
    signed in must be asked anew.

    Without `after` it begins with what arrives from now on. Messages of the last seconds before `after` come again:
    none is lost, and a message is known by its id.
    """
    async with app.inbox_watch.subscribe(reader.ids) as woken:
        if app.inbox_watch.is_crowded(reader.ids):
            return
        cursor = after or await app.inbox.newest(reader.ids)
        sent: set[UUID] = {after.id} if after else await _ids(app, reader, cursor)
        unread, look = None, app.inbox.since
        while not app.inbox_watch.is_ending and (left := until - app.now().timestamp()) > 0:
            woken.clear()
            # Counted before it is looked: a message is never told after the count that includes it.
            count = await app.inbox.unread(reader.ids)
            found, look = await look(reader.ids, cursor), app.inbox.once_more
            new = [one for one in found if one.id not in sent]
            if new or count != unread:
                yield Changes(new, count if count != unread else None)
            cursor = max([cursor_of(one) for one in found], default=cursor)
            sent = {one.id for one in found}
            unread = count
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, LOOK_AGAIN_SECONDS)):
                    await woken.wait()


async def _ids(app: App, reader: Reader, cursor: Cursor | None) -> set[UUID]:
    return {one.id for one in await app.inbox.since(reader.ids, cursor)} if cursor else set()
