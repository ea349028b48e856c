"""What was answered about one person, for the organisation that keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Answer, Purpose
from competitions.domain.person import Person
from competitions.queries.registrations import Placed
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Answered:
    """What one giver said in one championship."""

    championship: Championship
    giver: Person | None
    """None of who is erased."""
    standing: tuple[Answer, ...]
    """A purpose each."""
    registration_id: UUID | None
    """An entry that holds: the organiser's page of consents is opened by it."""


async def answered_about(app: App, person: Person, entries: Sequence[Placed]) -> Sequence[Answered]:
    """The newest championship first. `entries`: under all ids of the person."""
    ids = await app.people.ids_of_one(person)
    records = [one for id in ids for one in await app.consents.about_person(id) if one.answers]
    held = {one.id: one for one in await app.championships.some({one.championship_id for one in records})}
    givers = await app.people.by_id(one.giver_id for one in records)
    holding = {
        (one.championship.id, one.registration.subject_id): one.registration.id
        for one in entries
        if not one.registration.has_ended
    }
    found = [
        Answered(
            held[one.championship_id],
            givers.get(one.giver_id),
            tuple(answer for purpose in Purpose if (answer := one.of(purpose))),
            holding.get((one.championship_id, one.subject_id)),
        )
        for one in records
        if one.championship_id in held and held[one.championship_id].organisation == person.organisation
    ]
    return sorted(found, key=lambda one: (one.championship.starts_on, one.championship.id), reverse=True)
