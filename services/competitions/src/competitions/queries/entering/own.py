"""What somebody is entered in, and what their wards are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_wards
from competitions.queries.entering.naming import named
from competitions.queries.registrations import Placed, entries_of
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class OwnEntry:
    placed: Placed
    name: str
    is_ward: bool
    """Of somebody whose guardian looks, and who is not of age."""
    waiting_place: int | None
    people: Mapping[UUID, str]
    """Who of those that compete by it are the reader or wards, with their names."""


async def own_entries(app: App, by: Principal) -> Sequence[OwnEntry]:
    """Those of the person who is signed in and, for a guardian, of wards who are not of age; the newest first."""
    subjects = await app.people.subjects_of(by.account)
    close = {ward.id: ward for ward in await close_wards(app, subjects)}
    people = {**close, **await app.people.by_id(subjects)}
    found = await entries_of(app, people)
    names = await named(app, {each.registration.subject_id for each in found})
    places = {one.id: one for one in await app.places.some({each.skill.id for each in found})}
    return [
        OwnEntry(
            each,
            names[each.registration.subject_id].full_name,
            subjects.isdisjoint(each.registration.concerned),
            places[each.skill.id].place_of(each.registration.id) if each.skill.id in places else None,
            {id: people[id].full_name for id in each.registration.people if id in people},
        )
        for each in found
        if each.registration.subject_id in names
    ]


async def entries_here(app: App, championship_id: UUID, by: Principal) -> Sequence[OwnEntry]:
    """Those of them in one championship that have not ended."""
    found = await own_entries(app, by)
    return [
        one for one in found if one.placed.championship.id == championship_id and not one.placed.registration.has_ended
    ]
