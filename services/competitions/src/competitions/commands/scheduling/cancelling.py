"""A championship that does not take place. Saying so is one write; the worker completes what follows from it, and tells everybody once."""

import asyncio
from dataclasses import replace
from uuid import UUID

from competitions import date_events
from competitions.access import held_by
from competitions.commands.places import close, end_all
from competitions.domain.championship import Championship
from competitions.domain.preparation.cancellation import Cancellation, Cause
from competitions.domain.registration import State
from competitions.queries.scheduling.audience import audience
from competitions.queries.scheduling.calendars import calendars_of
from competitions.queries.scheduling.schedules import planned
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import continued, log

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
            with continued(None, "cancel"):
                await _completed(app, championship)
        await asyncio.sleep(SWEEP_SECONDS)


async def _completed(app: App, championship: Championship) -> None:
    try:
        await complete_cancellation(app, championship)
        log.info("cancelled", championship_id=str(championship.id))
    except Stale:
        log.info("a cancellation goes on elsewhere", championship_id=str(championship.id))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the others go on
        log.error("a cancellation was not completed", championship_id=str(championship.id), exc_info=error)


async def complete_cancellation(app: App, championship: Championship) -> None:
    """Ends every entry, then tells everybody in one write. A repeat changes nothing.

    Nobody comes after the places are closed, so whoever is told is everybody.
    """
    known = championship.cancelled
    if known is None or known.completed_at:
        return
    for skill in await app.skills.of(championship.id):
        await close(app, skill)
        await app.sheets.seal(skill.id)
        await end_all(app, skill, championship, known.by, State.CANCELLED)
    done = replace(championship, cancelled=replace(known, completed_at=app.now()))
    schedule = await planned(app, championship)
    told = [
        (group, calendars_of(app, schedule.of_skills(group.skills)))
        for group in await audience(app, championship.id, [State.CANCELLED])
    ]
    await app.championships.save(done, *date_events.of_cancellation(done, told))
