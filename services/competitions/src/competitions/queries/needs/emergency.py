"""Whom to call in an emergency: to the person, and to the door and the organiser while the championship is not over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import desk_of
from competitions.domain.championship import Championship
from competitions.domain.needs.emergency import EmergencyContact, EmergencyContacts, may_call, nobody_to_call
from competitions.domain.needs.whose import kept_under
from competitions.domain.registration import Registration
from competitions.queries.needs.access import NeedsEntry, own_entry
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class OwnEmergency:
    entry: NeedsEntry
    person: str
    kept: EmergencyContacts
    may_say: bool
    """Whether somebody can be named now."""


@dataclass(frozen=True, slots=True)
class ToCall:
    """For one who competes."""

    subject_id: UUID
    name: str | None
    """None once they are erased."""
    contacts: Sequence[EmergencyContact]


async def own_emergency(app: App, registration_id: UUID, by: Principal, person: UUID | None = None) -> OwnEmergency:
    """`person`: as for `own_entry`. Raises Unknown, Forbidden, MemberUnnamed, NeedsSealBroken."""
    entry = await own_entry(app, registration_id, by, person)
    kept = await app.emergency.find(entry.kept_under) or nobody_to_call(entry.registration, entry.subject_id)
    whose = await app.people.get(entry.subject_id)
    return OwnEmergency(entry, whose.full_name, kept, may_call(entry.championship, entry.registration, app.now()))


async def to_call_of(app: App, registration_id: UUID, by: Principal) -> Sequence[ToCall]:
    """By an entry, for who works at the desk; empty once the championship is over. Raises Unknown, Forbidden."""
    entry = await app.registrations.get(registration_id)
    championship = await desk_of(app, entry.championship_id, by)
    return (await to_call(app, championship, [entry])).get(entry.id, ())


async def to_call(
    app: App, championship: Championship, entries: Sequence[Registration]
) -> Mapping[UUID, Sequence[ToCall]]:
    """By entry, for who may read it; of nobody once the championship is over. What no key opens is left out."""
    called = [(entry, id) for entry in entries if may_call(championship, entry, app.now()) for id in entry.people]
    kept = {one.id: one for one in await app.emergency.openable({kept_under(entry, id) for entry, id in called})}
    people = await app.people.by_id(id for entry, id in called if kept_under(entry, id) in kept)
    found: dict[UUID, list[ToCall]] = {}
    for entry, id in called:
        if one := kept.get(kept_under(entry, id)):
            name = people[id].full_name if id in people else None
            found.setdefault(entry.id, []).append(ToCall(id, name, one.contacts))
    return found


async def emergency_of_person(app: App, subject_id: UUID) -> Sequence[EmergencyContact]:
    """All that they said, for what they take away."""
    kept = await app.emergency.openable([one.id for one in await app.emergency.of_person(subject_id)])
    return [contact for one in kept for contact in one.contacts]
