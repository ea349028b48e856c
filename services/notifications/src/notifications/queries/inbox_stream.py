"""What somebody who watches their inbox has not been told."""

from collections.abc import Sequence
from uuid import UUID

from notifications.channels.inbox.live import OpenInbox
from notifications.domain.inbox import Changes, Cursor, Seen
from notifications.domain.recipients import Reader
from notifications.wiring import App


async def begin(app: App, reader: Reader, after: Cursor | None) -> tuple[Seen, Changes]:
    """The unread count, with the messages since `after`; what changes from now on is for `look`.

    Messages of the last seconds before `after` come again: none is lost, and a message is known by its id.
    """
    began = app.now()
    cursor = after or await app.inbox.newest(reader.ids)
    known = frozenset({after.id}) if after else await _ids(app, reader, cursor)
    # Counted before it is looked: a message is never told after the count that includes it.
    unread = await app.inbox.unread(reader.ids)
    found = await app.inbox.since(reader.ids, cursor)
    return Seen(cursor, began, known).told(found, unread)


async def look(app: App, opened: Sequence[OpenInbox]) -> list[tuple[Seen, Changes]]:
    """What is new in each, and what has been seen when it is told."""
    counts = await app.inbox.unread_of([one.recipients for one in opened])
    found = await app.inbox.look([(one.recipients, one.seen.since) for one in opened])
    return [one.seen.told(new, unread) for one, new, unread in zip(opened, found, counts, strict=True)]


async def _ids(app: App, reader: Reader, cursor: Cursor | None) -> frozenset[UUID]:
    return frozenset(one.id for one in await app.inbox.since(reader.ids, cursor)) if cursor else frozenset()
