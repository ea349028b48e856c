"""How categories with few starters are held is told those whom it concerns, each once until it changes again."""

import asyncio
from dataclasses import replace
from functools import partial
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.domain.categories.told import Holding
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.queries.entering.regrouping import told_otherwise
from competitions.queries.short_groups import Grouped, entered_groups
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself
from shared.side_by_side import some_at_a_time

SWEEP_SECONDS = 0.5


async def tell_groups(app: App, championship_id: UUID, by: Principal) -> Championship:
    """After entries were closed: whom anything has changed for since hears of it. The worker tells them. A repeat changes nothing.

    Raises Unknown, Forbidden, EntriesOpen, EmbargoOver, ChampionshipCancelled.
    """

    async def attempt() -> Championship:
        championship = await held_by(app, championship_id, by)
        telling = championship.tell_groups()
        return championship if telling is championship else await app.championships.save(telling)

    return await retry_on_conflict(attempt)


async def sweep_groups(app: App) -> None:
    """Tells whatever is to be told, until cancelled. One that cannot be told holds up no other."""
    while True:
        await tell_due_groups(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def tell_due_groups(app: App) -> None:
    for championship in await app.championships.telling_groups():
        with by_itself("categories", championship.id):
            await tell_of(app, await entered_groups(app, championship))
            await app.championships.save(replace(championship, tells_groups=False))


async def tell_of(app: App, found: Grouped) -> None:
    """A repeat changes nothing: what somebody was told stands in the entry."""
    await some_at_a_time(told_otherwise(found), lambda one: _tell(app, one[0].id, one[1]))


async def _tell(app: App, registration_id: UUID, holding: Holding) -> Registration:
    return await retry_on_conflict(partial(_told, app, registration_id, holding))


async def _told(app: App, registration_id: UUID, holding: Holding) -> Registration:
    found = await app.registrations.get(registration_id)
    if not found.has_place or found.holding == holding:
        return found
    return await app.registrations.save(replace(found, holding=holding), events.regrouped(app.now()))
