"""A person's record follows the answers to the consents, and tells the other services.

Answers and the person are two documents. So what was taken away goes from the person before the answer is kept, and what is new comes
after: whatever is interrupted, nothing is public without a consent that says so. The same answer again brings the rest.
"""

from uuid import UUID

from competitions import events
from competitions.domain.consents.records import Consents
from competitions.domain.person import Person
from competitions.queries.consenting.publicity import in_line
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict


async def keep(app: App, before: Consents, after: Consents) -> Consents:
    """Stores the answers of one giver; `before` is what is stored. Raises Stale."""
    await _hide(app, after)
    kept = before if after is before else await app.consents.save(after)
    await follow(app, after.subject_id)
    return kept


async def follow(app: App, subject_id: UUID) -> None:
    """Brings the person into line with what is answered. Nothing where it is, or where the person is erased."""

    async def once() -> None:
        person = await app.people.find(subject_id)
        if person is not None and not person.erased_at:
            await _save(app, person, await in_line(app, person))

    await retry_on_conflict(once)


async def _hide(app: App, answered: Consents) -> None:
    """Takes from public pages what is allowed no more."""

    async def once() -> None:
        person = await app.people.find(answered.subject_id)
        if person is not None and not person.erased_at:
            after = await in_line(app, person, answered)
            await _save(app, person, person.showing_no_more_than(after.publicity))

    await retry_on_conflict(once)


async def _save(app: App, known: Person, person: Person) -> None:
    if person.publicity != known.publicity:
        await app.people.save(person, events.person_changed(app.now(), app.settings.time_zone))
