"""A scan of what somebody signed: who brought it, who looked at it, and until when it is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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


MOST_READINGS = 100
"""Of one scan by one reader within WITHIN: more than anybody reads, and a program in a loop fills no disk."""
WITHIN = timedelta(days=1)


@dataclass(eq=False)
class ReadTooOften(Refusal):
    """Each reading is kept on record, so there is an end to them."""

    most: int


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
    version: int = 1
