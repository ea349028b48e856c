"""What has changed in a schedule is told those whom it concerns, each once: a changed start at once, other changes after a while."""

import asyncio
from datetime import timedelta

from competitions import date_events
from competitions.domain.registration import State
from competitions.domain.schedule.items import Schedule
from competitions.queries.scheduling.audience import audience
from competitions.queries.scheduling.calendars import calendars_of
from competitions.queries.scheduling.schedules import planned
from competitions.wiring import App
from shared.errors import Stale
from shared.observability.telemetry import continued, log

SWEEP_SECONDS = 0.5
WITH_A_PLACE = (State.ENTERED, State.CONFIRMED, State.CHECKED_IN)


async def sweep_schedules(app: App) -> None:
    """Tells whatever is due, until cancelled. One that cannot be told holds up no other."""
    while True:
        await tell_due(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def tell_due(app: App) -> None:
    wait = timedelta(seconds=app.settings.schedule_wait_seconds)
    for schedule in await app.schedules.with_untold():
        if schedule.is_due(app.now(), wait):
            with continued(None, "schedule"):
                await _told(app, schedule)


async def _told(app: App, schedule: Schedule) -> None:
    try:
        await tell(app, schedule)
    except Stale:
        log.info("a schedule changed meanwhile", championship_id=str(schedule.id))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the others go on
        log.error("a changed schedule was not told", championship_id=str(schedule.id), exc_info=error)


async def tell(app: App, schedule: Schedule) -> None:
    """All that has changed since it was told last, in one write: who is told, and that they were."""
    championship = await app.championships.get(schedule.id)
    if championship.cancelled or not schedule.changes:
        await app.schedules.save(schedule.told())
        return
    found = await planned(app, championship)
    known = {item.id: item for item in (*schedule.items, *schedule.removed)}
    told = []
    for group in await audience(app, championship.id, WITH_A_PLACE):
        if changes := [one for one in schedule.changes if one.concerns(group.skills)]:
            files = calendars_of(app, found, [known[one.item_id] for one in changes if one.item_id in known])
            told.append((group, changes, files))
    await app.schedules.save(
        schedule.told(), *date_events.of_schedule(schedule, championship, found.skills, told, app.now())
    )
