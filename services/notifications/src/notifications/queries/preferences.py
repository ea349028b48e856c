from collections.abc import Collection, Mapping
from uuid import UUID

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


async def preferences_of_each(app: App, recipients: Collection[Recipient]) -> Mapping[UUID, Preferences]:
    """`preferences_of` for many at once, by recipient."""
    accounts = {one.account for one in recipients if one.account}
    sharing = await app.recipients.with_accounts(accounts) if accounts else {}
    others = {
        one.id: [other.id for other in sharing.get(one.account, ()) if other.id != one.id] if one.account else []
        for one in recipients
    }
    asked = list({id for one, also in others.items() for id in (one, *also)})
    chosen = {one.id: one for one in await app.preferences.of_each(asked)}
    return {id: chosen[id].along_with(chosen[other] for other in also) for id, also in others.items()}


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
