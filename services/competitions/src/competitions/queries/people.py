from uuid import UUID

from competitions.domain.person import Person
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
