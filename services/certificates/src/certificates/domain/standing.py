"""What stands of a certificate in the register, and what may happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


class Ground(StrEnum):
    """Why something was done that nobody was asked a reason for."""

    DUPLICATE = "duplicate-issued"
    AWARD = "award-corrected"
    RESULT = "result-corrected"
    NOT_EARNED = "not-earned-any-more"
    """By the corrected result."""


@dataclass(frozen=True, slots=True)
class OfItself:
    """A reason that nobody wrote: it is kept as what it is, and worded in the language of whoever reads it."""

    ground: Ground


Reason = str | OfItself
"""As an officer wrote it, in whichever language, or what the system gives by itself."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries of a register somebody looks for; all that is said holds together."""

    year: int
    state: State | None = None
    achievement: str | None = None
    """By its code."""
    first: datetime | None = None
    """Issued at this moment or later, …"""
    before: datetime | None = None
    """… and before this one."""
    first_day: date | None = None
    """The same by days, for what has no moment."""
    last_day: date | None = None
    number: int | None = None
    """The running number."""
    prefix: str = ""
    """Of the number, where it was said as a whole."""
    name: str = ""
    """A part of the holder's name, in any case of letters."""
    blank: str = ""
    """The number of the paper, with its series before it or without."""
    certificates: tuple[UUID, ...] | None = None
    """Those that are, or were, on that paper. None where it was not asked for."""

    @property
    def has_blanks(self) -> bool:
        """Whether spoilt blanks belong to what is looked for: they have no name, no number and no achievement."""
        return not (self.state or self.achievement or self.number or self.name)


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, since when, by whom (an account), and why. The reason is shown to all only where the issuer said so."""

    state: State
    since: datetime
    by: str | None = None
    reason: Reason | None = None
    public: bool = False
    change_id: UUID | None = None
    """What the change is known by that made it so: a request that is sent again finds its effect here."""

    @property
    def public_reason(self) -> Reason | None:
        return self.reason if self.public else None


@dataclass(frozen=True, slots=True)
class Revoked:
    at: datetime
    is_reason_public: bool


@dataclass(frozen=True, slots=True)
class Suspended:
    at: datetime
    is_reason_public: bool


@dataclass(frozen=True, slots=True)
class Reinstated:
    at: datetime


@dataclass(frozen=True, slots=True)
class Superseded:
    at: datetime
    newer: UUID


StandingChange = Revoked | Suspended | Reinstated | Superseded
