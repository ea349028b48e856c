from notifications.domain.preferences import Choice, Preferences, QuietHours
from notifications.domain.recipients import Recipient, RecipientUnknown
from notifications.domain.unsubscribing import Unsubscription, unsubscription
from notifications.wiring import App


async def choose(app: App, reader: Recipient, off: set[Choice], quiet_hours: QuietHours | None) -> Preferences:
    """Raises CategoryIsMandatory."""
    chosen = (await app.preferences.of(reader.id)).choose(off, quiet_hours)
    await app.preferences.keep(chosen)
    return chosen


async def unsubscribe(app: App, token: str) -> Unsubscription:
    """Raises TokenInvalid; RecipientUnknown for a person who was erased since."""
    asked = unsubscription(token, app.unsubscribe_secret)
    reader = await app.recipients.find(asked.recipient_id)
    if reader is None or reader.erased:
        raise RecipientUnknown(asked.recipient_id)
    preferences = await app.preferences.of(asked.recipient_id)
    if preferences.wants(asked.category, asked.channel):
        await app.preferences.keep(preferences.without(asked.category, asked.channel))
    return asked
