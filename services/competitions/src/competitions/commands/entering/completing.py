"""Places of skills that are not held any more, and what a kill left half done with those of others."""

import asyncio
from contextlib import suppress
from functools import partial
from uuid import UUID

from competitions import events
from competitions.commands.place_writes import decide
from competitions.commands.places import give_back, settle, skill_of
from competitions.domain.championship import Championship
from competitions.domain.entering.places import Places
from competitions.domain.registration import State, Step
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself

SWEEP_SECONDS = 0.5


async def end_all(
    app: App, skill: Skill, championship: Championship, by: str | None, how: State = State.WITHDRAWN
) -> None:
    """Everybody's entry in a skill that is not held ends, and they are told. A repeat completes it."""
    places = await app.places.of_skill(skill.id, championship.id)
    await settle(app, places, skill, championship, places.unsettled)
    ids = [entry.registration_id for entry in places.entries]
    for id in ids:
        await retry_on_conflict(partial(_ended, app, id, skill.id, by, how))
    for registration in await app.registrations.some(ids):
        if registration.skill_id != skill.id:
            continue
        with suppress(Stale):  # the worker gives it back this very moment
            await give_back(app, registration, skill, championship)


async def _ended(app: App, registration_id: UUID, skill_id: UUID, by: str | None, how: State) -> None:
    """Who is on the way to another skill stays in that one."""
    registration = await app.registrations.find(registration_id)
    if registration and registration.skill_id == skill_id and not registration.has_ended:
        ended = registration.end(Step(how, app.now(), by))
        await app.registrations.save(ended, events.of_end(ended))


async def sweep_places(app: App) -> None:
    """Completes what a kill left half done, until cancelled. What was done is found done, and told once."""
    while True:
        async for places in app.places.unsettled():
            with by_itself("places", places.id):
                await _catch_up(app, places)
        async for registration in app.registrations.giving_back():
            with by_itself("places", registration.id):
                await give_back(app, registration, *await skill_of(app, registration.skill_id))
        await asyncio.sleep(SWEEP_SECONDS)


async def _catch_up(app: App, places: Places) -> None:
    skill, championship = await skill_of(app, places.id)
    await settle(app, places, skill, championship, places.unsettled)
    if not skill.is_held:  # who was entered at the moment when it was dropped
        await end_all(app, skill, championship, by=None)
    await decide(app, skill, lambda seen: seen.settled(places))
