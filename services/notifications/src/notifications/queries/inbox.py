from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.inbox import Cursor
from notifications.domain.recipients import Language, Reader, Recipient
from notifications.domain.writing import Message, Names, Translate, write
from notifications.queries.titles import names_of
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an inbox: the delivery and its words."""

    delivery: Delivery
    message: Message


@dataclass(frozen=True, slots=True)
class Subjects:
    """What messages are about, and how it is called now: no copy of a name lies about."""

    about: Mapping[UUID, Recipient]
    names: Mapping[UUID, Names]
    """By delivery."""


async def subjects(app: App, deliveries: Collection[Delivery]) -> Subjects:
    about = await app.recipients.known({one.about_id for one in deliveries})
    return Subjects(about, await names_of(app, deliveries))


def entry(
    app: App, subjects: Subjects, delivery: Delivery, to: Recipient, language: Language, translate: Translate
) -> Entry:
    about = subjects.about.get(delivery.about_id, Recipient(delivery.about_id))
    names, path = subjects.names[delivery.id], app.paths.path_of(delivery)
    return Entry(delivery, write(delivery, to, about, language, translate, path, names))


async def entries(
    app: App, reader: Reader, deliveries: Sequence[Delivery], language: Language, translate: Translate
) -> list[Entry]:
    """Written when it is read, in the language that the reader has chosen now."""
    known = await subjects(app, deliveries)
    return [entry(app, known, one, reader.record(one.recipient_id), language, translate) for one in deliveries]


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
