"""A team: it holds certificates as a person does, and stands on those of its members and its mentor."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Team:
    name: str
    members: tuple[UUID, ...]
    """Who is in it now, under the ids that the team was told with."""
    mentor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TeamNamed:
    """In which team a member or a mentor earned something, as it is called when their certificate is made."""

    id: UUID
    name: str
