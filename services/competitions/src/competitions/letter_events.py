"""By which events the letters with links are sent: the service that sends letters says by the same ids what became of one."""

from uuid import UUID

from shared.contracts.competitions import DutyOffered, JuryInvited, PersonInvited
from shared.ids import derive


def of_invitation(id: UUID) -> UUID:
    """To sign in."""
    return derive(id, PersonInvited.type)


def of_offer(id: UUID) -> UUID:
    """Of a duty, which the grant's id names."""
    return derive(id, DutyOffered.type)


def of_jury_letter(id: UUID) -> UUID:
    """One of the letters that ask somebody to judge."""
    return derive(id, JuryInvited.type)
