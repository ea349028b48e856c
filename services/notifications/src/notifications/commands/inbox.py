"""What a reader has seen."""

from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.recipients import Recipient
from notifications.wiring import App


async def read(app: App, reader: Recipient, id: UUID) -> Delivery:
    """Marks one message as read. Raises DeliveryUnknown, also for another's message."""
    message = await app.inbox.get(reader.id, id)
    if message.read_at:
        return message
    return await app.deliveries.save(message.read(app.now()))


async def read_all(app: App, reader: Recipient) -> int:
    """Marks all messages as read that have arrived by now. Returns how many were unread."""
    return await app.inbox.read_all(reader.id, app.now())
