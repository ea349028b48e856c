"""Entries that a tablet sent when their sheet did not take them any more: nobody's work is thrown away unseen.

They are no marks and count for nothing. Whoever leads the jury enters them under their own name, or sets them aside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from competitions.domain.aspect import Entry
from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.history.refusals import AlreadySigned, ConflictOfInterest, NotOnTeam, Sealed
from competitions.domain.judging.cards import OnOwnDevices
from competitions.domain.refusal import Refusal
from competitions.domain.skill import NotOnJury


class Why(StrEnum):
    """What had happened before the entry came."""

    SIGNED = "signed"
    SEALED = "sealed"
    """The results are published, or on their way."""
    ABSENT = "absent"
    """The competitor does not start."""
    OFF_TEAM = "off_team"
    OFF_JURY = "off_jury"
    NOT_IMPARTIAL = "not_impartial"
    """Ties were declared, or the rule about compatriots came to hold."""
    OWN_DEVICES = "own_devices"
    """Three scores were shown on one device before it was chosen that each of the experts has their own."""
    ASKED = "asked"
    """Another entry was made meanwhile, and its expert lets whoever leads the jury decide."""


@dataclass(eq=False)
class AskedFor(Refusal):
    """Its expert enters nothing, and asks whoever leads the jury."""


REASONS: Final[Mapping[type[Refusal], Why]] = {
    AlreadySigned: Why.SIGNED,
    Sealed: Why.SEALED,
    CompetitorAbsent: Why.ABSENT,
    NotOnTeam: Why.OFF_TEAM,
    NotOnJury: Why.OFF_JURY,
    ConflictOfInterest: Why.NOT_IMPARTIAL,
    OnOwnDevices: Why.OWN_DEVICES,
    AskedFor: Why.ASKED,
}


def why_late(refusal: Refusal) -> Why | None:
    """None: the refusal is about the entry itself, which its expert mends."""
    return REASONS.get(type(refusal))


@dataclass(frozen=True, slots=True)
class Settlement:
    """What whoever leads the jury made of it."""

    by: UUID
    at: datetime
    record: UUID | None
    """The mark with which it was entered; None: it was set aside."""


@dataclass(eq=False)
class LateSettled(Refusal):
    """It was entered already, or set aside."""

    settlement: Settlement


@dataclass(eq=False)
class NothingToEnter(Refusal):
    """A mark is not taken back after the signature."""

    code: str


@dataclass(frozen=True, slots=True)
class LateEntry:
    id: UUID
    """As its record's on the sheet would have been: the same for every repetition."""
    sheet_id: UUID
    skill_id: UUID
    code: str
    entry: Entry | None
    """None: the mark was to be taken back."""
    reason: str | None
    """Why it was to be taken back."""
    author: UUID
    why: Why
    arrived_at: datetime
    entered_at: datetime | None
    """By the device's clock, where it said so."""
    settlement: Settlement | None = None
    version: int = 1

    def says(self, code: str, entry: Entry | None, reason: str | None) -> bool:
        """Whether it is the same entry, sent again."""
        return (self.code, self.entry, self.reason) == (code, entry, reason)

    @property
    def enterable(self) -> Entry:
        """Raises LateSettled, NothingToEnter."""
        if self.settlement:
            raise LateSettled(self.settlement)
        if self.entry is None:
            raise NothingToEnter(self.code)
        return self.entry

    def settle(self, by: UUID, at: datetime, record: UUID | None) -> "LateEntry":
        """A repeat changes nothing. Raises LateSettled where it was settled the other way."""
        if self.settlement is None:
            return replace(self, settlement=Settlement(by, at, record))
        if (self.settlement.record is None) != (record is None):
            raise LateSettled(self.settlement)
        return self


@dataclass(eq=False)
class TooLate(Refusal):
    """The sheet does not take it any more; it is kept."""

    why: Why
