"""A team: what is told of it, each of its people hears."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Team:
    name: str
    members: tuple[UUID, ...]
    """Who is in it now."""
    mentor_id: UUID | None = None

    @property
    def people(self) -> tuple[UUID, ...]:
        """Each once."""
        return each_once(self.members, self.mentor_id)


def each_once(members: Iterable[UUID], mentor_id: UUID | None) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys((*members, *((mentor_id,) if mentor_id else ()))))
