"""Places of skills that are not held any more, and what a kill left half done with those of others."""

import asyncio
from contextlib import suppress
from functools import partial
from uuid import UUID

from competitions import events
from competitions.commands.places import decide, give_back, settle, skill_of
from competitions.domain.championship import Championship
from competitions.domain.entering.places import Places
from competitions.domain.registration import Registration, State, Step
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import continued, log

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
        for places in await app.places.unsettled():
            with continued(None, "places"):
                await _caught_up(app, places)
        for registration in await app.registrations.giving_back():
            with continued(None, "places"):
                await _given_back(app, registration)
        await asyncio.sleep(SWEEP_SECONDS)


async def _caught_up(app: App, places: Places) -> None:
    """One skill's fault holds up no other."""
    try:
        skill, championship = await skill_of(app, places.id)
        await settle(app, places, skill, championship, places.unsettled)
        if not skill.is_held:  # who was entered at the moment when it was dropped
            await end_all(app, skill, championship, by=None)
        await decide(app, skill, lambda seen: seen.settled(places))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the others go on
        log.error("places were not settled", skill_id=str(places.id), exc_info=error)


async def _given_back(app: App, registration: Registration) -> None:
    try:
        await give_back(app, registration, *await skill_of(app, registration.skill_id))
    except Stale:
        log.info("a place is given back elsewhere", registration_id=str(registration.id))
    except Exception as error:  # noqa: BLE001 - as above
        log.error("a place was not given back", registration_id=str(registration.id), exc_info=error)
