"""What an organiser says of a championship: names, days, places, deadlines."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from competitions.domain.refusal import Refusal
from shared.text import Text

DEFAULT_ZONE = "Europe/Moscow"


class Freeze(StrEnum):
    """What has happened that a field cannot change any more."""

    ANNOUNCED = "announced"
    MARKING = "marking"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class EndsBeforeStart(Refusal):
    starts_on: date
    ends_on: date


@dataclass(eq=False)
class UnknownTimeZone(Refusal):
    time_zone: str


@dataclass(eq=False)
class DeadlineAfterStart(Refusal):
    """Entering, consents and withdrawal are over before the first day."""

    field: str
    starts_on: date


@dataclass(eq=False)
class ClosesBeforeOpening(Refusal):
    """Nobody could enter."""


@dataclass(eq=False)
class FieldsFrozen(Refusal):
    fields: tuple[tuple[str, Freeze], ...]
    """Each with what froze it."""


@dataclass(frozen=True, slots=True)
class Venue:
    name: str
    address: str
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the public may ask."""

    name: str
    email: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when what is possible; None where nothing is set."""

    entries_open: datetime | None = None
    entries_close: datetime | None = None
    consents_due: datetime | None = None
    withdrawal: datetime | None = None

    def check(self, starts_on: date, zone: ZoneInfo) -> None:
        """Raises ClosesBeforeOpening, DeadlineAfterStart."""
        if self.entries_open and self.entries_close and self.entries_close <= self.entries_open:
            raise ClosesBeforeOpening
        start = datetime.combine(starts_on, time(), zone)
        for name, moment in self.upcoming():
            if moment > start:
                raise DeadlineAfterStart(name, starts_on)

    def upcoming(self) -> Iterator[tuple[str, datetime]]:
        """Those that are set, in the order in which they follow."""
        told = [(each.name, getattr(self, each.name)) for each in fields(self)]
        return iter(sorted(((name, moment) for name, moment in told if moment), key=lambda one: one[1]))


def proposed(starts_on: date, time_zone: str) -> Deadlines:
    """Deadlines to begin with: entries for a month until two weeks before the first day, then consents, then withdrawal."""
    evening = datetime.combine(starts_on, time(18), zone_of(time_zone))
    closing = evening - timedelta(days=14)
    return Deadlines(
        entries_open=closing.replace(hour=9) - timedelta(days=30),
        entries_close=closing,
        consents_due=evening - timedelta(days=7),
        withdrawal=evening - timedelta(days=3),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an organiser may say of a championship, as it is to be."""

    name: Text
    ruleset: str
    starts_on: date
    ends_on: date
    scale_policy: str | None = None
    """None: as the ruleset says."""
    medal_policy: str | None = None
    time_zone: str = DEFAULT_ZONE
    venues: tuple[Venue, ...] = ()
    contact: Contact | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    about: Text | None = None
    """What everybody reads of it."""
    self_entry: bool = True
    """Whether people enter themselves; else the organiser alone enters them."""

    def is_called_as(self, other: "Plan") -> bool:
        """Whether nothing has changed of what others are told of a championship, to tell people of it."""
        described = ("name", "ruleset", "starts_on", "ends_on", "time_zone")
        return all(getattr(self, each) == getattr(other, each) for each in described)

    def check(self) -> None:
        """Raises EndsBeforeStart, UnknownTimeZone, ClosesBeforeOpening, DeadlineAfterStart."""
        if self.ends_on < self.starts_on:
            raise EndsBeforeStart(self.starts_on, self.ends_on)
        self.deadlines.check(self.starts_on, zone_of(self.time_zone))


def zone_of(name: str) -> ZoneInfo:
    """Raises UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZone(name) from None


FROZEN = {
    Freeze.ANNOUNCED: ("ruleset", "scale_policy", "medal_policy", "time_zone"),
    Freeze.MARKING: ("starts_on", "deadlines", "self_entry", "ruleset", "scale_policy", "medal_policy"),
    Freeze.PUBLISHED: (
        "name",
        "ends_on",
        "starts_on",
        "deadlines",
        "self_entry",
        "ruleset",
        "scale_policy",
        "medal_policy",
        "time_zone",
    ),
    Freeze.CANCELLED: (
        "name",
        "starts_on",
        "ends_on",
        "deadlines",
        "ruleset",
        "scale_policy",
        "medal_policy",
        "time_zone",
    ),
}
"""Who entered read these; marks and results stand on them. The contact, the places and the text may change for ever."""
