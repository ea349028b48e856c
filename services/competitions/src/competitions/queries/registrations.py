from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by, insider, may_read
from competitions.domain.registration import Registration
from competitions.store.registrations import Wanted
from competitions.wiring import App
from shared.identity.principal import Principal

__all__ = ["Wanted", "list_entries", "list_registrations", "read_registration"]


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
