"""What all handlers have in common: the events that are listened to, and how somebody is told of one."""

from uuid import UUID

from notifications.commands.notifying import notify
from notifications.domain.notices import Notice
from notifications.domain.recipients import RecipientUnknown
from notifications.wiring import App
from shared.messaging.parking import Missing
from shared.messaging.subscriptions import Subscriptions

subscriptions: Subscriptions[App] = Subscriptions()


async def tell(app: App, notice: Notice) -> None:
    try:
        await notify(app, notice)
    except RecipientUnknown as unknown:
        raise Missing(person_key(unknown.id)) from unknown


def person_key(subject_id: UUID) -> str:
    """Under which events wait for this person."""
    return f"person:{subject_id}"
