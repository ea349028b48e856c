"""Who of the competitors does not start, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Refusal


class AbsenceKind(StrEnum):
    """Why a competitor is not in the results."""

    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    OUT_OF_COMPETITION = "out_of_competition"
    """Takes part for the experience: no marks, no place."""


@dataclass(eq=False)
class AbsenceUnexplained(Refusal):
    """Who leaves the results is marked so with a reason."""


@dataclass(eq=False)
class CompetitorAbsent(Refusal):
    """Who does not start is not marked; the absence is taken back first."""

    registration_id: UUID


@dataclass(frozen=True, slots=True)
class Absence:
    """A competitor who does not start, or is out."""

    kind: AbsenceKind
    reason: str
    at: datetime
    by: UUID | None
    """The chief expert; None: the organiser."""
    is_short: bool = False
    """Of a team: too few of its members start."""


@dataclass(frozen=True, slots=True)
class Return:
    """The end of an absence: the competitor is in the results after all."""

    returned_at: datetime
    by: UUID | None
