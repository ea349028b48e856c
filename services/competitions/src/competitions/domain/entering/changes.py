"""What was confirmed of an entry becomes another: the skill, the member, or the person's name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from competitions.domain.entering.teams import Team


@dataclass(frozen=True, slots=True)
class Change:
    id: UUID
    at: datetime
    by: str
    """The account of who changed it."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an entry stands: what the skill's places say of it."""

    skill_id: UUID
    member: str
    sequence: int
    has_place: bool
    category: str | None = None
    team: Team | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """As the entry has them, too."""
        return {
            "skill_id": self.skill_id,
            "member": self.member,
            "sequence": self.sequence,
            "category": self.category,
            "team": self.team,
        }
