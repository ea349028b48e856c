"""A championship that does not take place. Saying so is one write; the worker completes what follows from it, and tells everybody once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from competitions import date_events
from competitions.access import held_by
from competitions.commands.entering.completing import end_all
from competitions.commands.places import close
from competitions.commands.scheduling.parts import a_part
from competitions.domain.championship import Championship
from competitions.domain.preparation.cancellation import Cancellation, Cause
from competitions.domain.registration import State
from competitions.domain.schedule.groups import Group
from competitions.queries.scheduling.audience import audience
from competitions.queries.scheduling.calendars import calendars_of
from competitions.queries.scheduling.schedules import Planned, planned
from competitions.wiring import App
from shared.contracts import competitions as contract
from shared.errors import Overloaded
from shared.events import Event
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import log
from shared.process.sweeping import by_itself
from shared.text import Text

SWEEP_SECONDS = 0.5


async def cancel(app: App, championship_id: UUID, cause: Cause, reason: str, by: Principal) -> Championship:
    """From here on nothing of it goes on. The worker ends the entries and tells everybody. A repeat changes nothing.

    Raises Unknown, Forbidden, EmbargoOver, CancellationUnexplained.
    """

    async def attempt() -> Championship:
        championship = await held_by(app, championship_id, by)
        cancelled = championship.cancel(Cancellation(app.now(), by.account, cause, reason))
        return cancelled if cancelled is championship else await app.championships.save(cancelled)

    return await retry_on_conflict(attempt)


async def sweep_cancellations(app: App) -> None:
    """Completes whatever was cancelled, until cancelled itself. One that cannot be completed holds up no other."""
    while True:
        for championship in await app.championships.being_cancelled():
            with by_itself("cancel", championship.id, Overloaded):
                await complete_cancellation(app, championship)
        await asyncio.sleep(SWEEP_SECONDS)


async def complete_cancellation(app: App, championship: Championship) -> None:
    """Ends every entry, then tells everybody, in one write for each part of them. A repeat changes nothing.

    Nobody comes after the places are closed, so whoever is told is everybody. What many have to hear goes on when the events
    before it have gone.
    """
    known = championship.cancelled
    if known is None or known.completed_at:
        return
    if known.left is None:
        await _end_entries(app, championship, known)
        known = replace(known, left=tuple(await audience(app, championship.id, [State.CANCELLED])))
    schedule = await planned(app, championship)
    while not known.completed_at and await app.championships.has_room(championship.id):
        told, left = a_part(known.left or (), _telling(app, schedule, known))
        known = replace(known, left=left) if left else replace(known, left=None, completed_at=app.now())
        championship = await app.championships.save(replace(championship, cancelled=known), *told)
    if known.completed_at:
        log.info("cancelled", championship_id=str(championship.id))


async def _end_entries(app: App, championship: Championship, known: Cancellation) -> None:
    for skill in await app.skills.of(championship.id):
        await close(app, skill)
        await app.sheets.seal(skill.id)
        await end_all(app, skill, championship, known.by, State.CANCELLED)


def _telling(
    app: App, schedule: Planned, known: Cancellation
) -> Callable[[Group], Event[contract.ChampionshipCancelled]]:
    @lru_cache(1)
    def file_of(skills: tuple[UUID, ...]) -> Text | None:
        return calendars_of(app, schedule.of_skills(skills))

    return lambda group: date_events.of_cancellation(
        schedule.championship, known, group, file_of(group.skills), app.now()
    )
