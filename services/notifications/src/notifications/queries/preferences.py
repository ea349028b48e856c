from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Recipient
from notifications.wiring import App


async def read_preferences(app: App, reader: Recipient) -> Preferences:
    """What the person has chosen; everything is on until they do."""
    return await app.preferences.of(reader.id)
