"""Somebody asks that what is known of them be erased. The organisation decides: law and results need some of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class NoErasureAsked(Refusal):
    """There is no request to decide."""

    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Declined:
    at: datetime
    by: str
    """The organiser's account."""
    reason: str
    """Who asked reads it."""


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """The newest of one person, whose id it has. It goes when they are erased."""

    id: UUID
    organisation: str
    at: datetime
    by: str
    """The account of the person, or of a guardian."""
    declined: Declined | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.declined is None

    def again(self, at: datetime, by: str) -> "ErasureRequest":
        """Where the last one is not decided yet nothing changes."""
        return self if self.is_open else replace(self, at=at, by=by, declined=None)

    def decline(self, declined: Declined) -> "ErasureRequest":
        """Raises NoErasureAsked where it is decided already."""
        if self.declined:
            raise NoErasureAsked(self.id)
        return replace(self, declined=declined)
