from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by, insider, may_read
from competitions.domain.championship import Championship
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.store.entries.wanted import Wanted
from competitions.wiring import App
from shared.identity.principal import Principal

__all__ = [
    "Wanted",
    "entries_of",
    "list_entries",
    "list_registrations",
    "must_be_entered_for",
    "must_be_entered_in",
    "read_registration",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration, and where its person stands on the waiting list."""

    registration: Registration
    waiting_place: int | None
    """From 1; None for who does not wait."""


async def list_registrations(
    app: App, skill_id: UUID, by: Principal, *, limit: int, after: UUID | None
) -> tuple[list[Registration], UUID | None]:
    """Entrants and competitors of a skill, for its jury and the organiser. Raises Unknown, Forbidden."""
    await insider(app, skill_id, by)
    return await app.registrations.of_skill(skill_id, limit=limit, after=after)


async def list_entries(
    app: App, championship_id: UUID, wanted: Wanted, by: Principal, *, limit: int, after: UUID | None
) -> tuple[list[Registration], UUID | None]:
    """Entries of the championship, the newest first, for the organiser. Raises Unknown, Forbidden."""
    await held_by(app, championship_id, by)
    return await app.registrations.of_championship(championship_id, wanted, limit=limit, after=after)


async def read_registration(app: App, registration_id: UUID, by: Principal) -> Entry:
    """For the organiser, the jury, the person, and the guardians of who is not of age. Raises Unknown, Forbidden."""
    registration = await app.registrations.get(registration_id)
    await may_read(app, registration, by)
    places = await app.places.of_skill(registration.skill_id, registration.championship_id)
    return Entry(registration, places.place_of(registration.id))


async def must_be_entered_in(app: App, championship_id: UUID, registration_id: UUID) -> None:
    """An address that names a championship is no way to another's entry, of the same organisation either. Raises Unknown."""
    registration = await app.registrations.get(registration_id)
    if registration.championship_id != championship_id:
        raise Unknown("registration", registration_id)


async def must_be_entered_for(app: App, skill_id: UUID, registration_id: UUID) -> None:
    """The same for a skill. Raises Unknown."""
    registration = await app.registrations.get(registration_id)
    if registration.skill_id != skill_id:
        raise Unknown("registration", registration_id)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with what it is in."""

    registration: Registration
    skill: Skill
    championship: Championship


async def entries_of(app: App, subjects: Collection[UUID]) -> list[Placed]:
    """All entries of these people, the newest first. For who may read them."""
    found = await app.registrations.of_people(subjects)
    skills = {one.id: one for one in await app.skills.some({each.skill_id for each in found})}
    held = {one.id: one for one in await app.championships.some({each.championship_id for each in found})}
    return [Placed(each, skills[each.skill_id], held[each.championship_id]) for each in found]
