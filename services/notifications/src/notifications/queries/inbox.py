from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.inbox import Cursor
from notifications.domain.recipients import Language, Reader, Recipient
from notifications.domain.writing import Message, Translate, write
from notifications.queries.titles import names_of
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an inbox: the delivery and its words."""

    delivery: Delivery
    message: Message


async def entries(
    app: App, reader: Reader, deliveries: Sequence[Delivery], language: Language, translate: Translate
) -> list[Entry]:
    """Written when it is read, so that no copy of a name lies about, in the language that the reader has chosen now."""
    about = await app.recipients.known(one.about_id for one in deliveries)
    names = await names_of(app, deliveries)
    return [
        Entry(
            one,
            write(
                one,
                reader.record(one.recipient_id),
                about.get(one.about_id, Recipient(one.about_id)),
                language,
                translate,
                app.paths.path_of(one),
                names[one.id],
            ),
        )
        for one in deliveries
    ]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A part of an inbox, the newest first, and where to go on after it."""

    entries: list[Entry]
    next: Cursor | None


async def page(
    app: App, reader: Reader, after: Cursor | None, limit: int, language: Language, translate: Translate
) -> InboxPage:
    found, following = await app.inbox.page(reader.ids, limit=limit, after=after)
    return InboxPage(await entries(app, reader, found, language, translate), following)


async def message(app: App, reader: Reader, id: UUID) -> Delivery:
    """Raises DeliveryUnknown, also for another's message."""
    return await app.inbox.get(reader.ids, id)


async def unread(app: App, reader: Reader) -> int:
    """How many messages are unread."""
    return await app.inbox.unread(reader.ids)
