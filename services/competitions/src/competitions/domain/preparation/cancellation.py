"""A championship that does not take place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Refusal
from competitions.domain.schedule.groups import Group


class Cause(StrEnum):
    """Why, as far as events tell it; in words it stands on the championship's page alone."""

    FEW_ENTRIES = "few_entries"
    VENUE = "venue"
    EMERGENCY = "emergency"
    FUNDING = "funding"
    OTHER = "other"


@dataclass(eq=False)
class ChampionshipCancelled(Refusal):
    """Nothing of it goes on."""

    championship_id: UUID


@dataclass(eq=False)
class CancellationUnexplained(Refusal):
    """Everybody who came far with it may read why."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    at: datetime
    by: str
    """The organiser's account."""
    cause: Cause
    reason: str
    """In the organiser's words."""
    left: tuple[Group, ...] | None = None
    """Who has still to be told. None: not every entry has ended, or nobody is told yet."""
    completed_at: datetime | None = None
    """When every entry had ended and everybody was told."""
