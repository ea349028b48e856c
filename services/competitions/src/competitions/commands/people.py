"""The people of an organisation. What is kept here travels on the person topic alone."""

from dataclasses import replace
from uuid import UUID

from competitions import events
from competitions.domain.person import Person
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Forbidden, Principal


async def add_person(app: App, person: Person, by: Principal) -> None:
    """Raises Forbidden, AccountTaken, Unknown where a guardian is not there."""
    _must_keep(person, by)
    await _must_know(app, person.guardians)
    await app.people.add(person, events.changed(app.now()))


async def change_person(app: App, person: Person, by: Principal, seen: int) -> Person:
    """Replaces what is known of the person by `person`. Raises Unknown, Forbidden, Stale, AccountTaken."""
    known = await app.people.get(person.id)
    _must_keep(known, by)
    if known.version != seen:
        raise Stale(str(person.id))
    await _must_know(app, person.guardians)
    changed = replace(person, organisation=known.organisation, version=known.version)
    return await app.people.save(changed, events.changed(app.now()))


async def erase_person(app: App, subject_id: UUID, by: Principal) -> None:
    """Takes every personal fact away, here and by the tombstone everywhere. A repeat changes nothing.

    Raises Unknown, Forbidden.
    """
    person = await app.people.find(subject_id) or await app.people.get(subject_id)
    _must_keep(person, by)
    if not person.erased_at:
        erased = person.erase(app.now())
        await app.people.save(erased, events.erased(erased, app.now()))


def _must_keep(person: Person, by: Principal) -> None:
    if not by.organisation or by.organisation != person.organisation:
        raise Forbidden


async def _must_know(app: App, guardians: tuple[UUID, ...]) -> None:
    for guardian in guardians:
        await app.people.get(guardian)
