from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Recipient, RecipientUnknown
from notifications.domain.unsubscribing import Unsubscription, unsubscription
from notifications.wiring import App


async def read_preferences(app: App, reader: Recipient) -> Preferences:
    """What the person has chosen; everything is on until they do."""
    return await app.preferences.of(reader.id)


async def unsubscription_of(app: App, token: str) -> Unsubscription:
    """What the link in a letter is for. Raises TokenInvalid; RecipientUnknown for a person who was erased since."""
    asked = unsubscription(token, app.unsubscribe_secret)
    reader = await app.recipients.find(asked.recipient_id)
    if reader is None or reader.erased:
        raise RecipientUnknown(asked.recipient_id)
    return asked


async def is_unsubscribed(app: App, asked: Unsubscription) -> bool:
    """Whether the letters of this link are switched off already, by it or by the person's choice."""
    chosen = await app.preferences.of(asked.recipient_id)
    return not chosen.wants(asked.category, asked.channel)
