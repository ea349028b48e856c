"""Who was on a jury and is not any more. What they marked and signed is kept, and so is that they were there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.domain.expert import Expert


@dataclass(frozen=True, slots=True)
class Dismissal:
    id: UUID
    expert: Expert
    """As they were on the jury."""
    at: datetime
    by: str
    """The organiser's account."""
    reason: str


@dataclass(frozen=True, slots=True)
class TeamChange:
    """Of marking teams after marking had begun."""

    at: datetime
    by: str
    reason: str
    before: dict[str, tuple[UUID, ...]]
    """By the code of the sub-criterion; empty: the whole jury."""
