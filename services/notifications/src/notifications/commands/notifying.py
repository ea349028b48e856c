from uuid import UUID

from notifications.domain.deliveries import Delivery, Reason
from notifications.domain.notices import Occasion, begin
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Recipient
from notifications.events import ended
from notifications.wiring import App
from shared.ids import derive


async def notify(app: App, occasion: Occasion) -> None:
    """One delivery for each who hears of it, on each channel. A repetition changes nothing.

    Raises RecipientUnknown for the person or a guardian, before anything is stored.
    """
    about = await app.recipients.get(occasion.about_id)
    if about.erased:
        return
    readers = [await app.recipients.get(id_) for id_ in about.audience(occasion.at)]
    for delivery in [one for reader in readers for one in await _deliveries(app, occasion, reader)]:
        await app.deliveries.add(delivery, *ended(delivery))
    if not readers:
        await _tell_nobody(app, occasion, about)
    app.mail_waits.set()


async def _deliveries(app: App, occasion: Occasion, reader: Recipient) -> list[Delivery]:
    preferences = await app.preferences.of(reader.id)
    return [begin(_new(app, occasion, reader, channel), reader, preferences) for channel in Channel]


async def _tell_nobody(app: App, occasion: Occasion, child: Recipient) -> None:
    """A child without a guardian: the organiser sees in the deliveries that somebody is missing."""
    for channel in Channel:
        delivery = _new(app, occasion, child, channel).suppressed(app.now(), Reason.NO_GUARDIAN)
        await app.deliveries.add(delivery, *ended(delivery))


def _new(app: App, occasion: Occasion, reader: Recipient, channel: Channel) -> Delivery:
    return occasion.delivery(delivery_id(occasion, reader.id, channel), reader.id, channel, app.now())


def delivery_id(occasion: Occasion, reader_id: UUID, channel: Channel) -> UUID:
    """A guardian of two members of a team hears of each: so the ward belongs to the id."""
    ward = () if occasion.about_id == reader_id else (occasion.about_id,)
    return derive(occasion.event_id, reader_id, channel, *ward)
