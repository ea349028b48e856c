"""What a reader has seen."""

from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.recipients import Reader
from notifications.wiring import App


async def read(app: App, reader: Reader, id: UUID) -> Delivery:
    """Marks one message as read. Raises DeliveryUnknown, also for another's message."""
    message = await app.inbox.get(reader.ids, id)
    if message.read_at:
        return message
    return await app.deliveries.save(message.read(app.now()))


async def read_all(app: App, reader: Reader) -> int:
    """Marks all messages as read that have arrived by now. Returns how many were unread."""
    return await app.inbox.read_all(reader.ids, app.now())
