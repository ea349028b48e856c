from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Reader, Recipient, RecipientUnknown
from notifications.domain.unsubscribing import Unsubscription
from notifications.unsubscribe_tokens import unsubscription
from notifications.wiring import App


async def read_preferences(app: App, reader: Reader) -> Preferences:
    """What the person has chosen; everything is on until they do."""
    first, *others = await app.preferences.of_each(reader.ids)
    return first.along_with(others)


async def preferences_of(app: App, recipient: Recipient) -> Preferences:
    """What a recipient has chosen, also as who they are to other organisations under the same account."""
    if recipient.account is None:
        return await app.preferences.of(recipient.id)
    records = await app.recipients.with_account(recipient.account)
    return await read_preferences(app, Reader((recipient, *(one for one in records if one.id != recipient.id))))


async def unsubscription_of(app: App, token: str) -> Unsubscription:
    """What the link in a letter is for. Raises TokenInvalid; RecipientUnknown for a person who was erased since."""
    asked = unsubscription(token, app.unsubscribe_secret)
    reader = await app.recipients.find(asked.recipient_id)
    if reader is None or reader.erased:
        raise RecipientUnknown(asked.recipient_id)
    return asked


async def is_unsubscribed(app: App, asked: Unsubscription) -> bool:
    """Whether the letters of this link are switched off already, by it or by the person's choice."""
    chosen = await preferences_of(app, await app.recipients.get(asked.recipient_id))
    return not chosen.wants(asked.category, asked.channel)
