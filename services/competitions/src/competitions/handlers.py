"""What happens here when something happened elsewhere."""

from collections.abc import Sequence

from competitions.commands.awards.offers import record_offers
from competitions.domain.awards.offers import Offer, Want
from competitions.wiring import App
from shared.contracts.certificates import AchievementChanged
from shared.events import Event
from shared.messaging.subscriptions import Missed, Subscriptions
from shared.text import Text

subscriptions: Subscriptions[App] = Subscriptions()


@subscriptions.on_many(AchievementChanged)
async def record(events: Sequence[Event[AchievementChanged]], app: App) -> Missed:
    """What organisations hand out. Those that come of a ruleset are granted by results alone."""
    await record_offers(app, [_offer(event.data) for event in events if event.data.self_made])
    return {}


def _offer(told: AchievementChanged) -> Offer:
    return Offer(
        id=told.achievement_id,
        organisation=told.organisation,
        edition=told.version,
        code=told.code,
        kind=told.kind,
        title=Text(told.title.ru, told.title.en),
        languages=told.languages,
        wants=tuple(Want(one.name, one.required) for one in told.wants),
        is_offered=told.is_offered,
    )
