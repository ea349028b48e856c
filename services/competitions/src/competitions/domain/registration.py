from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Refusal


class Standing(StrEnum):
    ENTRANT = "entrant"
    COMPETITOR = "competitor"


@dataclass(eq=False)
class AlreadyRegistered(Refusal):
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Confirmed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """A person in one skill: an entrant until confirmed, a competitor after."""

    id: UUID
    championship_id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    state: Standing = Standing.ENTRANT
    version: int = 1

    def confirm(self, at: datetime) -> tuple["Registration", Confirmed | None]:
        """None where it was confirmed before: a repeat changes nothing."""
        if self.state is Standing.COMPETITOR:
            return self, None
        return replace(self, state=Standing.COMPETITOR), Confirmed(at)
