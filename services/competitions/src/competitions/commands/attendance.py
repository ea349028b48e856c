"""Who of the competitors starts: an absence is marked, and taken back, until publication."""

from collections.abc import Callable
from uuid import UUID

from competitions.access import insider
from competitions.domain.entering.absences import Absence, AbsenceKind, Return
from competitions.domain.expert import Expert
from competitions.domain.registration import Registration
from competitions.domain.skill import NotChief
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def mark_absent(
    app: App, registration_id: UUID, *, kind: AbsenceKind, reason: str, by: Principal
) -> Registration:
    """The competitor has no place, no result and no certificate, and takes no marks. A repeat completes what a crash left undone.

    For the chief expert or the organiser. The skill is signed anew where it had been signed for other starters.
    Raises Unknown, Forbidden, NotChief, EmbargoOver, NotConfirmed, AbsenceUnexplained.
    """
    return await _change(
        app, registration_id, by, lambda found, author: found.miss(Absence(kind, reason, app.now(), author))
    )


async def take_back_absence(app: App, registration_id: UUID, by: Principal) -> Registration:
    """The competitor starts after all, and is marked. A repeat completes what a crash left undone.

    Raises Unknown, Forbidden, NotChief, EmbargoOver.
    """
    return await _change(app, registration_id, by, lambda found, author: found.come_back(Return(app.now(), author)))


async def _change(
    app: App, registration_id: UUID, by: Principal, change: Callable[[Registration, UUID | None], Registration]
) -> Registration:
    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        expert = await _chief(app, found, by)
        changed = change(found, expert.subject_id if expert else None)
        if changed is found:
            return found
        (await app.championships.get(found.championship_id)).must_be_under_embargo()
        return await app.registrations.save(changed)

    saved = await retry_on_conflict(attempt)
    await app.sheets.set_absent(saved.id, absent=saved.absence is not None)
    await retry_on_conflict(lambda: _unsign(app, saved.skill_id))
    return saved


async def _chief(app: App, registration: Registration, by: Principal) -> Expert | None:
    """None for the organiser."""
    _, expert = await insider(app, registration.skill_id, by)
    if expert and not expert.leads:
        raise NotChief(registration.skill_id)
    return expert


async def _unsign(app: App, skill_id: UUID) -> None:
    """For the pages: a publication compares the starters by itself."""
    skill = await app.skills.get(skill_id)
    if skill.signature is None:
        return
    starters = (await app.registrations.starters([skill_id]))[skill_id]
    if not skill.is_signed_for(starters):
        await app.skills.save(skill.unsigned_again())
