"""A scan of what somebody signed: who brought it, who looked at it, and until when it is kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from competitions.domain.consents.records import Purpose
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class NothingOnPaper(Refusal):
    """A scan shows an answer that was entered from paper, and there is none."""

    purpose: Purpose


@dataclass(eq=False)
class SealBroken(Refusal):
    """It was sealed with another secret, or is not what was sealed."""

    scan_id: UUID


@dataclass(frozen=True, slots=True)
class Reading:
    at: datetime
    by: str
    """The account of who opened it."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of it; its content is sealed, and stands apart."""

    id: UUID
    championship_id: UUID
    organisation: str
    consents_id: UUID
    subject_id: UUID
    giver_id: UUID
    purpose: Purpose
    type: Literal["pdf", "jpeg", "png"]
    pages: int
    size: int
    """Bytes, as it was written anew."""
    sha256: str
    added_at: datetime
    added_by: str
    readings: tuple[Reading, ...] = ()
    """All there were. Only ever grows."""
    version: int = 1

    def read(self, at: datetime, by: str) -> "Scan":
        return replace(self, readings=(*self.readings, Reading(at, by)))
