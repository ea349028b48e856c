from uuid import UUID

from competitions.domain.person import InvitationOver, Person
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Forbidden, Principal, Role

INVITATION = "invitation"
"""The use of a link by which a person says which account is theirs."""


async def invited_person(app: App, token: str) -> tuple[UUID, Person]:
    """The invitation's id, and whom it invites. Raises LinkInvalid, InvitationOver."""
    id = links.named(INVITATION, token, app.link_secret)
    person = await app.people.invited(id)
    if person is None or person.erased_at:
        raise InvitationOver
    return id, person


async def read_person(app: App, subject_id: UUID, by: Principal) -> Person:
    """For the organisation that keeps the data, the person, and a minor's guardians. Raises Unknown, Forbidden."""
    person = await app.people.get(subject_id)
    if by.has(Role.ORGANISER) and by.organisation == person.organisation:
        return person
    reader = await app.people.subject_of(by.account)
    if reader not in person.close_ones(app.today()):
        raise Forbidden
    return person
