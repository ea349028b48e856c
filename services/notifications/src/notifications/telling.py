"""What all handlers have in common: the events that are listened to, and how somebody is told of one."""

from uuid import UUID

from notifications.commands.notifying import notify_each
from notifications.domain.notices import Notice
from notifications.domain.recipients import RecipientUnknown
from notifications.wiring import App
from shared.messaging.parking import Missing
from shared.messaging.subscriptions import Subscriptions
from shared.messaging.told_titles import waiting_for_titles
from shared.mongo.told_titles import ToldChampionship

subscriptions: Subscriptions[App] = Subscriptions()


async def tell(app: App, *notices: Notice) -> None:
    try:
        await notify_each(app, notices)
    except RecipientUnknown as unknown:
        raise Missing(person_key(unknown.id)) from unknown


async def told_of(app: App, championship_id: UUID, skill_id: UUID | None = None) -> ToldChampionship:
    """What messages call by name is known from here on; until then the event waits."""
    with waiting_for_titles():
        if skill_id:
            await app.titles.skill(skill_id)
        return await app.titles.championship(championship_id)


def news_key(event_id: UUID) -> str:
    """Under which an audience waits for what it hears."""
    return f"news:{event_id}"


def person_key(subject_id: UUID) -> str:
    """Under which events wait for this person."""
    return f"person:{subject_id}"
