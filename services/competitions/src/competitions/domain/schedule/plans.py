"""What an organiser says of an item of the schedule, and why it may be refused."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from competitions.domain.refusal import Refusal
from shared.text import Text

AROUND = timedelta(days=14)
"""So long before the first day and after the last something of the championship may be: familiarisation, journeys, the closing."""


@dataclass(eq=False)
class EndsBeforeItBegins(Refusal):
    """An item of the schedule takes some time."""


@dataclass(eq=False)
class OutsideTheDays(Refusal):
    """Too long before the championship or after it: the year or the month is mistyped."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """All that an organiser may say of an item."""

    name: Text
    starts_at: datetime
    ends_at: datetime
    skill_id: UUID | None = None
    """None: it concerns everybody, such as the opening."""
    place: str | None = None
    """A room, or a place that people find."""

    def check(self, starts_on: date, ends_on: date, zone: ZoneInfo) -> None:
        """Raises EndsBeforeItBegins, OutsideTheDays."""
        if self.ends_at <= self.starts_at:
            raise EndsBeforeItBegins
        earliest, latest = starts_on - AROUND, ends_on + AROUND
        if self.starts_at.astimezone(zone).date() < earliest or self.ends_at.astimezone(zone).date() > latest:
            raise OutsideTheDays(earliest, latest)
