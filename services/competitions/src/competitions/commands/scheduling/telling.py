"""What has changed in a schedule is told those whom it concerns, each once: a changed start at once, other changes after a while."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from competitions import date_events
from competitions.commands.scheduling.parts import a_part
from competitions.domain.registration import State
from competitions.domain.schedule.changes import Change, Telling
from competitions.domain.schedule.groups import Group
from competitions.domain.schedule.items import Schedule
from competitions.queries.scheduling.audience import audience
from competitions.queries.scheduling.calendars import calendars_of
from competitions.queries.scheduling.schedules import Planned, planned
from competitions.wiring import App
from shared.contracts.competitions import ChampionshipRescheduled
from shared.errors import Overloaded
from shared.events import Event
from shared.process.sweeping import by_itself
from shared.text import Text

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
        if schedule.telling or schedule.is_due(app.now(), wait):
            with by_itself("schedule", schedule.id, Overloaded):
                await tell(app, schedule)


async def tell(app: App, schedule: Schedule) -> None:
    """All that has changed since it was told last: who is told, and that they were, in one write for each part of them.

    What many have to hear goes on when the events before it have gone. What changes meanwhile is told afterwards.
    """
    championship = await app.championships.get(schedule.id)
    if championship.cancelled or not (schedule.changes or schedule.telling):
        await app.schedules.save(schedule.told())
        return
    if schedule.telling is None:
        schedule = schedule.being_told(await audience(app, championship.id, WITH_A_PLACE), app.now())
    found = await planned(app, championship)
    while schedule.telling and await app.schedules.has_room(schedule.id):
        schedule = await _tell_some(app, schedule, schedule.telling, found)


async def _tell_some(app: App, schedule: Schedule, telling: Telling, found: Planned) -> Schedule:
    known = {item.id: item for item in (*schedule.items, *schedule.removed)}

    @lru_cache(1)
    def concerning(skills: tuple[UUID, ...]) -> tuple[tuple[Change, ...], Text | None]:
        changes = telling.for_those_of(Group(skills, ()))
        return changes, calendars_of(app, found, [known[one.item_id] for one in changes if one.item_id in known])

    def event_for(group: Group) -> Event[ChampionshipRescheduled]:
        changes, files = concerning(group.skills)
        return date_events.of_schedule(schedule, found, group, changes, files, telling.began_at)

    told, left = a_part([group for group in telling.left if telling.for_those_of(group)], event_for)
    return await app.schedules.save(replace(schedule, telling=replace(telling, left=left) if left else None), *told)
