"""Who will be told of something, before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.person import Person
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Told:
    people: tuple[Person, ...]
    """Whom it is about; of those who were erased nobody hears."""
    guardians: int
    """Of those who are not of age."""


async def told_about(app: App, subjects: Iterable[UUID]) -> Told:
    """People and their guardians hear of what concerns them, as `Person.close_ones` says."""
    people = tuple((await app.people.by_id(subjects)).values())
    today = app.today()
    return Told(people, len({one for person in people for one in person.close_ones(today) - {person.id}}))
