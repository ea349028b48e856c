from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Refusal


class Standing(StrEnum):
    ENTRANT = "entrant"
    COMPETITOR = "competitor"


class AbsenceKind(StrEnum):
    """Why a competitor is not in the results."""

    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


@dataclass(eq=False)
class AlreadyRegistered(Refusal):
    subject_id: UUID


@dataclass(eq=False)
class NotConfirmed(Refusal):
    """Only a competitor can be absent: an entrant is not expected yet."""

    registration_id: UUID


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


@dataclass(frozen=True, slots=True)
class Return:
    """The end of an absence: the competitor is in the results after all."""

    returned_at: datetime
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """A person in one skill: an entrant until confirmed, a competitor after; a starter unless absent."""

    id: UUID
    championship_id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    state: Standing = Standing.ENTRANT
    absence: Absence | None = None
    """Why the competitor is no starter, as it stands now."""
    absences: tuple[Absence | Return, ...] = ()
    """All there were, in their order. Only ever grows."""
    version: int = 1

    @property
    def is_starter(self) -> bool:
        return self.state is Standing.COMPETITOR and self.absence is None

    def confirm(self, at: datetime) -> tuple["Registration", Confirmed | None]:
        """None where it was confirmed before: a repeat changes nothing."""
        if self.state is Standing.COMPETITOR:
            return self, None
        return replace(self, state=Standing.COMPETITOR), Confirmed(at)

    def miss(self, absence: Absence) -> "Registration":
        """Out of the results. The same kind and reason again change nothing. Raises NotConfirmed, AbsenceUnexplained."""
        if self.state is not Standing.COMPETITOR:
            raise NotConfirmed(self.id)
        if not absence.reason.strip():
            raise AbsenceUnexplained
        if self.absence and (self.absence.kind, self.absence.reason) == (absence.kind, absence.reason):
            return self
        return replace(self, absence=absence, absences=(*self.absences, absence))

    def come_back(self, back: Return) -> "Registration":
        """In the results again. Where there is no absence, nothing changes."""
        if self.absence is None:
            return self
        return replace(self, absence=None, absences=(*self.absences, back))
