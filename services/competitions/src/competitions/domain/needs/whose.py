"""Of whom something is kept: of one who competes by an entry, alone or in a team."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration


@dataclass(eq=False)
class MemberUnnamed(Refusal):
    """Several compete by the entry, and nobody says of whom it is."""


def kept_under(entry: Registration, subject_id: UUID) -> UUID:
    """The id of what is kept: the entry's own; in a team each member has one, so that nobody reads it with that of the others."""
    return uuid5(entry.id, f"needs {subject_id}") if entry.team else entry.id
