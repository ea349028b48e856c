from collections.abc import Sequence
from uuid import UUID

from competitions.domain.person import Person
from competitions.domain.search import sought
from competitions.store.people import MOST_FOUND
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role


async def read_person(app: App, subject_id: UUID, by: Principal) -> Person:
    """For the organisation that keeps the data, the person, and a minor's guardians. Raises Unknown, Forbidden."""
    person = await app.people.get(subject_id)
    if by.has(Role.ORGANISER) and by.organisation == person.organisation:
        return person
    reader = await app.people.subject_of(by.account)
    if reader not in person.close_ones(app.today()):
        raise Forbidden
    return person


async def list_people(
    app: App, by: Principal, *, limit: int, after: UUID | None
) -> tuple[Sequence[Person], UUID | None]:
    """Those whom the organiser's organisation keeps, in the order of their names. Raises Forbidden."""
    return await app.people.of_organisation(_organisation(by), limit=limit, after=after)


async def find_people(app: App, text: str, by: Principal) -> tuple[Sequence[Person], bool]:
    """Those of the organisation whom all of `text` fits: beginnings of names, an address, a birth date. Raises Forbidden.

    The second value says that there are more, and that the search wants more words.
    """
    found = await app.people.found(_organisation(by), sought(text))
    return found[: MOST_FOUND - 1], len(found) == MOST_FOUND


def _organisation(by: Principal) -> str:
    if not by.has(Role.ORGANISER) or not by.organisation:
        raise Forbidden
    return by.organisation
