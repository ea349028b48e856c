"""What people needed goes by itself once nobody prepares a place by it any more. The act that it went stays."""

import asyncio
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from competitions.commands.needs.erasing import erase
from competitions.domain.championship import Championship
from competitions.domain.needs.asked import WhyErased, over_ground
from competitions.domain.needs.emergency import is_nobody_on_site
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.consents import entered_people
from competitions.queries.needs.access import AGAINST, consent_in
from competitions.store.needs.sealing import Sealed
from competitions.wiring import App
from shared.process.sweeping import by_itself

SWEEP_SECONDS = 300.0


async def sweep_needs(app: App) -> None:
    """Until cancelled. A repeat finds done what was done."""
    while True:
        await forget_what_is_over(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def forget_what_is_over(app: App) -> None:
    stores: list[Sealed[Any]] = [app.needs, app.companions, app.emergency]
    for championship_id in set(chain.from_iterable([await store.championships() for store in stores])):
        with by_itself("needs", championship_id, Unknown):
            championship = await app.championships.get(championship_id)
            await _look_at(app, championship)
            await _look_at_companions(app, championship)
            await _look_at_emergency(app, championship)


async def forget_needs_of(app: App, subject_id: UUID) -> None:
    """Of somebody who is erased: with who read it."""
    for one in await app.needs.of_person(subject_id):
        await app.needs.forget_readings(one.id)
        await erase(app, app.needs, one.id, WhyErased.PERSON)
    for one in await app.companions.of_person(subject_id):
        await erase(app, app.companions, one.id, WhyErased.PERSON)
    for one in await app.emergency.of_person(subject_id):
        await erase(app, app.emergency, one.id, WhyErased.PERSON)


async def _look_at(app: App, championship: Championship) -> None:
    kept = await app.needs.headlines(championship.id)
    over = over_ground(championship.published_at, _after(championship), app.now())
    entries = {one.id: one for one in await app.registrations.some({one.registration_id for one in kept})}
    rows = await entered_people(app, championship, {one.subject_id for one in kept if one.subject_id})
    people = {row.person.id: row for row in rows}
    for one in kept:
        row = people.get(one.subject_id) if one.subject_id else None
        gone = _gone(entries.get(one.registration_id), one.subject_id)
        if ground := over or gone or (WhyErased.NO_CONSENT if consent_in(row) in AGAINST else None):
            with by_itself("needs", one.id, Unknown):
                await erase(app, app.needs, one.id, ground)


async def _look_at_companions(app: App, championship: Championship) -> None:
    """They go with who competes, and as long after the results."""
    kept = await app.companions.kept_in(championship.id)
    over = over_ground(championship.published_at, _after(championship), app.now())
    entries = {one.id: one for one in await app.registrations.some({one.registration_id for one in kept})}
    for one in kept:
        if ground := over or _gone(entries.get(one.registration_id), one.subject_id):
            with by_itself("companions", one.id, Unknown):
                await erase(app, app.companions, one.id, ground)


async def _look_at_emergency(app: App, championship: Championship) -> None:
    """They go with who competes, and once nobody is on the site any more."""
    kept = await app.emergency.kept_in(championship.id)
    over = WhyErased.OVER if is_nobody_on_site(championship, app.now()) else None
    entries = {one.id: one for one in await app.registrations.some({one.registration_id for one in kept})}
    for one in kept:
        if ground := over or _gone(entries.get(one.registration_id), one.subject_id):
            with by_itself("emergency contacts", one.id, Unknown):
                await erase(app, app.emergency, one.id, ground)


def _gone(entry: Registration | None, subject_id: UUID | None) -> WhyErased | None:
    if entry is None or entry.has_ended:
        return WhyErased.ENDED
    return WhyErased.LEFT if entry.team and subject_id not in entry.people else None


def _after(championship: Championship) -> datetime:
    """The moment after the last day, where it is held."""
    day = datetime.combine(championship.ends_on, datetime.min.time(), zone_of(championship.time_zone))
    return day + timedelta(days=1)
