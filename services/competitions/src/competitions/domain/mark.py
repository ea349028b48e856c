"""What can stand in the history of a sheet."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, as it was entered. A later one for the same aspect supersedes it and leaves it in sight."""

    id: UUID
    code: str
    mark: Decimal
    entry: Entry
    author: UUID
    at: datetime
    reason: str | None = None
    """Why it was changed after sign-off."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Scores too far apart to be a mark: they oblige the experts to justify the next ones."""

    code: str
    scores: tuple[int, ...]
    author: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is entered stands in the history already: nothing changes."""

    entry: Mark | Dispute
