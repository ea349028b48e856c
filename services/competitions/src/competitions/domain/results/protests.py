"""A result that is contested. Until that is settled, nothing of the skill becomes official."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Lifting:
    at: datetime
    by: str
    """The account."""
    reason: str


@dataclass(frozen=True, slots=True)
class Protest:
    id: UUID
    registration_id: UUID
    """Whose result it is."""
    at: datetime
    by: str
    """The account of the chief expert or the organiser who noted it down."""
    reason: str
    lifted: Lifting | None = None


def are_open(protests: Iterable[Protest]) -> bool:
    return any(one.lifted is None for one in protests)
