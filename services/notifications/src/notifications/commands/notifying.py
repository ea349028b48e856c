from datetime import timedelta
from uuid import UUID

from notifications.domain.deliveries import Delivery, Reason
from notifications.domain.notices import Notice, begin
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Recipient
from notifications.events import of_delivery
from notifications.queries.preferences import preferences_of
from notifications.wiring import App
from shared.ids import derive


async def notify(app: App, notice: Notice) -> None:
    """One delivery for each who hears of it, on each channel. A repetition changes nothing.

    Raises RecipientUnknown for the person or a guardian, before anything is stored.
    """
    about = await app.recipients.get(notice.about_id)
    if about.erased:
        return
    readers = [await app.recipients.get(id_) for id_ in notice.readers(about)]
    for delivery in [one for reader in readers for one in await _deliveries(app, notice, reader)]:
        await app.deliveries.add(delivery, *of_delivery(delivery, delivery.end))
    if not readers:
        await _tell_nobody(app, notice, about)
    app.mail_waits.set()


async def _deliveries(app: App, notice: Notice, reader: Recipient) -> list[Delivery]:
    preferences = await preferences_of(app, reader)
    wait = timedelta(seconds=app.settings.letters_wait_seconds)
    return [begin(_new(app, notice, reader, channel), reader, preferences, wait) for channel in Channel]


async def _tell_nobody(app: App, notice: Notice, child: Recipient) -> None:
    """A child without a guardian: the organiser sees in the deliveries that somebody is missing."""
    for channel in Channel:
        delivery = _new(app, notice, child, channel).suppressed(app.now(), Reason.NO_GUARDIAN)
        await app.deliveries.add(delivery, *of_delivery(delivery, delivery.end))


def _new(app: App, notice: Notice, reader: Recipient, channel: Channel) -> Delivery:
    return notice.delivery(delivery_id(notice, reader.id, channel), reader.id, channel, app.now())


def delivery_id(notice: Notice, reader_id: UUID, channel: Channel) -> UUID:
    """A guardian of two members of a team hears of each: so the ward belongs to the id."""
    ward = () if notice.about_id == reader_id else (notice.about_id,)
    return derive(notice.event_id, reader_id, channel, *ward)
