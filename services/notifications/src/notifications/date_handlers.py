"""A championship that takes place otherwise than was said, or not at all: its events name all whom it concerns."""

from collections.abc import Mapping
from dataclasses import replace

from notifications.domain.deliveries import Wording
from notifications.domain.notices import Notice
from notifications.domain.templates import TemplateId
from notifications.notices_of_events import NOTHING_MORE, wording
from notifications.schedule_words import changes_in_words
from notifications.telling import subscriptions, tell
from notifications.wiring import App
from shared.contracts.competitions import ChampionshipCancelled, ChampionshipRescheduled
from shared.events import Event
from shared.messaging.parking import Missing


@subscriptions.on(ChampionshipCancelled)
async def tell_of_cancellation(event: Event[ChampionshipCancelled], app: App) -> None:
    await _tell_all(app, event, TemplateId.CHAMPIONSHIP_CANCELLED, f"/championships/{event.data.championship.id}")


@subscriptions.on(ChampionshipRescheduled)
async def tell_of_schedule(event: Event[ChampionshipRescheduled], app: App) -> None:
    data = event.data
    template = TemplateId.START_CHANGED if data.is_start_changed else TemplateId.SCHEDULE_CHANGED
    path = f"/championships/{data.championship.id}/schedule"
    await _tell_all(app, event, template, path, {"changes": changes_in_words(data)})


async def _tell_all(
    app: App,
    event: Event[ChampionshipCancelled] | Event[ChampionshipRescheduled],
    template: TemplateId,
    path: str,
    more: Mapping[str, Wording] = NOTHING_MORE,
) -> None:
    """Each person whom the event names. Who is not known yet holds up none of the others."""
    data, missing = event.data, []
    if data.calendar:
        await app.calendars.keep(event.id, Wording(data.calendar.ru, data.calendar.en), event.time)
    details = {"championship": wording(data.championship.name), **more}
    for subject_id in data.subjects:
        notice = Notice(event.id, subject_id, template, details, path, event.time, data.championship.organisation)
        try:
            calendar = event.id if data.calendar else None
            await tell(app, replace(notice, calendar=calendar, championship_id=data.championship.id))
        except Missing as unknown:
            missing.append(unknown)
    if missing:
        raise missing[0]
