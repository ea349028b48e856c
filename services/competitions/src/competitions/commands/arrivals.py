"""At the door: who has arrived, and whose badge is printed."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from competitions.access import desk_of, held_by
from competitions.domain.entering.starting import all_arrived, none_arrived, with_arrived
from competitions.domain.registration import Registration
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def check_in(app: App, registration_id: UUID, by: Principal, at: datetime | None = None) -> Registration:
    """The competitor is on the site, of a team everybody who starts. `at`: when that was marked, where it is told later; never
    after now.

    Raises Unknown, Forbidden, EmbargoOver, NotConfirmed, EntryEnded.
    """
    moment = min(at, app.now()) if at else app.now()
    return await _mark(app, registration_id, by, lambda found: all_arrived(found.check_in(moment, by.account)))


async def check_out(app: App, registration_id: UUID, by: Principal, at: datetime | None = None) -> Registration:
    """Takes a check-in back. Raises Unknown, Forbidden, EmbargoOver."""
    moment = min(at, app.now()) if at else app.now()
    return await _mark(app, registration_id, by, lambda found: none_arrived(found.check_out(moment, by.account)))


async def mark_member(
    app: App, registration_id: UUID, subject_id: UUID, by: Principal, *, is_here: bool, at: datetime | None = None
) -> Registration:
    """One member of a team has arrived, or has not after all. With the last who starts the team is on the site. A repeat changes
    nothing.

    Raises Unknown, Forbidden, EmbargoOver, NotConfirmed, EntryEnded, NotInTeam.
    """
    moment = min(at, app.now()) if at else app.now()
    return await _mark(
        app, registration_id, by, lambda found: with_arrived(found, subject_id, moment, by.account, is_here=is_here)
    )


async def _mark(
    app: App, registration_id: UUID, by: Principal, change: Callable[[Registration], Registration]
) -> Registration:
    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        championship = await desk_of(app, found.championship_id, by)
        changed = change(found)
        if changed is found:
            return found
        championship.must_be_under_embargo()
        return await app.registrations.save(changed)

    return await retry_on_conflict(attempt)


async def badges_printed(
    app: App,
    championship_id: UUID,
    registrations: Collection[UUID],
    experts: Collection[tuple[UUID, UUID]],
    by: Principal,
) -> None:
    """From now on they are not new any more. What is of another championship is left alone. Raises Unknown, Forbidden.

    `experts`: skill and person.
    """
    await held_by(app, championship_id, by)
    for registration_id in registrations:
        await retry_on_conflict(partial(_entrants, app, championship_id, registration_id))
    for skill_id in {skill_id for skill_id, _ in experts}:
        people = {subject_id for skill, subject_id in experts if skill == skill_id}
        await retry_on_conflict(partial(_experts, app, championship_id, skill_id, people))


async def _entrants(app: App, championship_id: UUID, registration_id: UUID) -> None:
    found = await app.registrations.find(registration_id)
    if found is not None and found.championship_id == championship_id:
        await app.registrations.save(found.with_badge(app.now()))


async def _experts(app: App, championship_id: UUID, skill_id: UUID, people: Collection[UUID]) -> None:
    skill = await app.skills.find(skill_id)
    if skill is None or skill.championship_id != championship_id:
        return
    printed = (replace(one, badge_at=app.now()) if one.subject_id in people else one for one in skill.experts)
    await app.skills.save(replace(skill, experts=tuple(printed)))
