"""What people needed goes by itself once nobody prepares a place by it any more. The act that it went stays."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from competitions.commands.needs.companions import forget_companions
from competitions.domain.championship import Championship
from competitions.domain.needs.asked import WhyErased, over_ground
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.consents import entered_people
from competitions.queries.needs.access import AGAINST, consent_in
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself

SWEEP_SECONDS = 300.0


async def sweep_needs(app: App) -> None:
    """Until cancelled. A repeat finds done what was done."""
    while True:
        await forget_what_is_over(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def forget_what_is_over(app: App) -> None:
    for championship_id in {*await app.needs.championships(), *await app.companions.championships()}:
        with by_itself("needs", championship_id, Unknown):
            championship = await app.championships.get(championship_id)
            await _look_at(app, championship)
            await _look_at_companions(app, championship)


async def forget_needs(app: App, id: UUID, ground: WhyErased) -> None:
    """`id`: under which they are kept. Where nothing was asked nothing happens. Needs no key: what cannot be opened any more goes too."""
    await retry_on_conflict(partial(_forget, app, id, ground))


async def forget_needs_of(app: App, subject_id: UUID) -> None:
    """Of somebody who is erased: with who read it."""
    for one in await app.needs.of_person(subject_id):
        await app.needs.forget_readings(one.id)
        await forget_needs(app, one.id, WhyErased.PERSON)
    for one in await app.companions.of_person(subject_id):
        await forget_companions(app, one.id, WhyErased.PERSON)


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
                await forget_needs(app, one.id, ground)


async def _look_at_companions(app: App, championship: Championship) -> None:
    """They go with who competes, and as long after the results."""
    kept = await app.companions.kept_in(championship.id)
    over = over_ground(championship.published_at, _after(championship), app.now())
    entries = {one.id: one for one in await app.registrations.some({one.registration_id for one in kept})}
    for one in kept:
        if ground := over or _gone(entries.get(one.registration_id), one.subject_id):
            with by_itself("companions", one.id, Unknown):
                await forget_companions(app, one.id, ground)


def _gone(entry: Registration | None, subject_id: UUID | None) -> WhyErased | None:
    if entry is None or entry.has_ended:
        return WhyErased.ENDED
    return WhyErased.LEFT if entry.team and subject_id not in entry.people else None


async def _forget(app: App, id: UUID, ground: WhyErased) -> None:
    kept = await app.needs.unopened(id)
    if kept is None:
        return
    gone = kept.forget(app.now(), ground)
    if gone != kept:
        await app.needs.save(gone)


def _after(championship: Championship) -> datetime:
    """The moment after the last day, where it is held."""
    day = datetime.combine(championship.ends_on, datetime.min.time(), zone_of(championship.time_zone))
    return day + timedelta(days=1)
