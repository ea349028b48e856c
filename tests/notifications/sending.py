"""What tests of sending have in common."""

from datetime import datetime

from tests.notifications.people import DAY, notice

from notifications.commands.notifying import notify
from notifications.commands.people import record_people
from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Delivery
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Recipient
from notifications.wiring import App


class Clock:
    def __init__(self) -> None:
        self.time = DAY

    def __call__(self) -> datetime:
        return self.time


async def told(app: App, reader: Recipient) -> Delivery:
    """A letter that waits for its sending."""
    await record_people(app, [reader])
    await notify(app, notice(reader.id))
    (delivery,) = await app.deliveries.find_many({"channel": Channel.EMAIL, "recipient_id": reader.id})
    return delivery


async def attempt(app: App) -> Delivery:
    (claimed,) = await claim_due(app, "a", 10)
    return await send(app, claimed)
