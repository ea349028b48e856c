"""A championship that takes place otherwise than was said, or not at all. What is told comes apart from who hears it."""

from dataclasses import replace
from uuid import UUID

from notifications.domain.deliveries import Wording
from notifications.domain.news import News
from notifications.domain.notices import Notice
from notifications.domain.templates import TemplateId
from notifications.schedule_words import changes_in_words
from notifications.telling import news_key, subscriptions, tell, told_of
from notifications.wiring import App
from shared.contracts.competitions import AudienceNamed, Calendar, ChampionshipCancelled, ChampionshipRescheduled
from shared.events import Event
from shared.messaging.parking import Missing


@subscriptions.on(ChampionshipCancelled, provides=lambda event: news_key(event.id))
async def hear_of_cancellation(event: Event[ChampionshipCancelled], app: App) -> None:
    data = event.data
    path = f"/championships/{data.championship.id}"
    template = TemplateId.CHAMPIONSHIP_CANCELLED
    news = News(data.championship.id, template, path, {}, _file(data.calendar))
    await app.news.keep(event.id, news, event.time)


@subscriptions.on(ChampionshipRescheduled, provides=lambda event: news_key(event.id))
async def hear_of_schedule(event: Event[ChampionshipRescheduled], app: App) -> None:
    data = event.data
    template = TemplateId.START_CHANGED if data.is_start_changed else TemplateId.SCHEDULE_CHANGED
    path, details = f"/championships/{data.championship.id}/schedule", {"changes": changes_in_words(data)}
    await app.news.keep(event.id, News(data.championship.id, template, path, details, _file(data.calendar)), event.time)


@subscriptions.on(AudienceNamed)
async def tell_all(event: Event[AudienceNamed], app: App) -> None:
    """Each person, or each of a team, whom the event names."""
    data = event.data
    news = await app.news.of(data.news_id)
    if news is None:
        raise Missing(news_key(data.news_id))
    held = await told_of(app, data.championship_id)
    calendar = data.news_id if news.calendar else None

    def notice(subject_id: UUID) -> Notice:
        told = Notice(event.id, subject_id, news.template, news.details, news.path, event.time, held.organisation)
        return replace(told, calendar=calendar, championship_id=held.id)

    await tell(app, *map(notice, data.subjects))


def _file(calendar: Calendar | None) -> Wording | None:
    return Wording(calendar.ru, calendar.en) if calendar else None
