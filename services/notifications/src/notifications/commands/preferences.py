from collections.abc import Callable
from uuid import UUID

from notifications.domain.preferences import Choice, Preferences, QuietHours
from notifications.domain.recipients import Reader
from notifications.domain.unsubscribing import Unsubscription
from notifications.queries.preferences import unsubscription_of
from notifications.wiring import App
from shared.mongo.retry import retry_on_conflict


async def choose(app: App, reader: Reader, off: set[Choice], quiet_hours: QuietHours | None) -> Preferences:
    """Of all records of the account. Raises CategoryIsMandatory, NoQuietTime."""
    first, *_ = [await _change(app, id, lambda preferences: preferences.choose(off, quiet_hours)) for id in reader.ids]
    return first


async def unsubscribe(app: App, token: str) -> Unsubscription:
    """Raises TokenInvalid; RecipientUnknown for a person who was erased since."""
    asked = await unsubscription_of(app, token)
    await _change(app, asked.recipient_id, lambda preferences: preferences.without(asked.category, asked.channel))
    return asked


async def _change(app: App, id: UUID, decide: Callable[[Preferences], Preferences]) -> Preferences:
    """Where somebody else was faster it is decided again, from what they left: two choices at once both count."""

    async def attempt() -> Preferences:
        return await app.preferences.keep(decide(await app.preferences.of(id)))

    return await retry_on_conflict(attempt)
