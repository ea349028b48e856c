from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Group:
    """People for whom the same takes place."""

    skills: tuple[UUID, ...]
    subjects: tuple[UUID, ...]
