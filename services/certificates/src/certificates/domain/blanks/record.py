"""What an issuer keeps of one of its blanks: which certificate is on it, or how it was spoilt, and all that was done with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from certificates.domain.blanks.blank import (
    Blank,
    BlankChanged,
    BlankSpoilt,
    BlankTaken,
    HasBlank,
    NoBlank,
    NotSpoilt,
    SpoiltTooLate,
)


class BlankState(StrEnum):
    FREE = "free"
    """It was written down by mistake: nothing is known of it."""
    HELD = "held"
    """For a certificate that is on another one yet: nobody else may take it meanwhile."""
    USED = "used"
    SPOILT = "spoilt"
    """Written off; it stays in the register for good."""


class Deed(StrEnum):
    ENTERED = "entered"
    MISTYPED = "mistyped"
    """The certificate was never on it."""
    SPOILT = "spoilt"
    MISTAKEN = "mistaken"
    """It is not spoilt."""
    SPELT = "spelt"
    """The same sheet was written in other letters."""


class Earlier(StrEnum):
    """What became of the blank that a certificate was on before."""

    NONE = "none"
    """There was none."""
    MISTYPED = "mistyped"
    SPOILT = "spoilt"


@dataclass(frozen=True, slots=True)
class Change:
    """Who did it, when and why. `id`: of the act or the form, so that it is done once."""

    id: UUID
    by: str
    at: datetime
    reason: str = ""
    deed: Deed = Deed.ENTERED
    certificate: str = ""
    """The registration number of the one that it is about."""


@dataclass(frozen=True, slots=True)
class BlankRecord:
    id: UUID
    organisation: str
    blank: Blank
    state: BlankState = BlankState.FREE
    certificate_id: UUID | None = None
    """Which one is on it, or was when it was spoilt."""
    certificate: str = ""
    """The registration number of that."""
    spoilt_on: date | None = None
    changes: tuple[Change, ...] = ()
    """The oldest first."""
    version: int = 0
    """0: nothing of it is kept yet."""

    def held_for(self, certificate_id: UUID, number: str, change: Change) -> "BlankRecord":
        """Raises BlankTaken, BlankSpoilt."""
        self.check_free()
        entered = replace(change, deed=Deed.ENTERED, certificate=number)
        return replace(
            self,
            state=BlankState.HELD,
            certificate_id=certificate_id,
            certificate=number,
            changes=(*self.changes, entered),
        )

    def used(self) -> "BlankRecord":
        return replace(self, state=BlankState.USED)

    def given_up(self) -> "BlankRecord":
        """Free, as before it was held."""
        return replace(self, state=BlankState.FREE, certificate_id=None, certificate="", changes=self.changes[:-1])

    def mistyped(self, certificate_id: UUID, change: Change) -> "BlankRecord":
        """Raises BlankChanged."""
        self._check_under(certificate_id)
        return self._freed(replace(change, deed=Deed.MISTYPED, certificate=self.certificate))

    def spoilt(self, certificate_id: UUID, change: Change, on: date) -> "BlankRecord":
        """Whatever becomes of the certificate. Raises BlankChanged."""
        self._check_under(certificate_id)
        return self._spoilt(change, on)

    def spoilt_by_itself(self, change: Change, on: date) -> "BlankRecord":
        """No certificate was ever on it. Raises BlankTaken, BlankSpoilt."""
        self.check_free()
        return self._spoilt(change, on)

    def recovered(self, change: Change) -> "BlankRecord":
        """It was said of it by mistake that it is spoilt. Raises NotSpoilt."""
        if self.state is not BlankState.SPOILT:
            raise NotSpoilt
        return self._freed(replace(change, deed=Deed.MISTAKEN, certificate=self.certificate))

    def spelt(self, certificate_id: UUID, blank: Blank, change: Change) -> "BlankRecord":
        """Letters that look alike are one, so it is the same sheet. Raises BlankChanged."""
        self._check_under(certificate_id)
        told = replace(change, deed=Deed.SPELT, certificate=self.certificate)
        return replace(self, blank=blank, changes=(*self.changes, told))

    def check_free(self) -> None:
        """Raises BlankTaken, BlankSpoilt."""
        if self.state is BlankState.SPOILT:
            raise BlankSpoilt(self.blank.series, self.blank.number)
        if self.state is not BlankState.FREE:
            raise BlankTaken(self.blank.series, self.blank.number)

    def has_seen(self, change_id: UUID) -> bool:
        return any(each.id == change_id for each in self.changes)

    def was_entered(self, change_id: UUID, number: str) -> bool:
        """By that change, for the certificate with this registration number: one act may give it up for one, and enter it for another."""
        entered = (change_id, Deed.ENTERED, number)
        return any((each.id, each.deed, each.certificate) == entered for each in self.changes)

    @property
    def is_kept(self) -> bool:
        return self.version > 0

    @property
    def spoilt_because(self) -> Change | None:
        """The last change, where it is spoilt."""
        return self.changes[-1] if self.state is BlankState.SPOILT else None

    def _spoilt(self, change: Change, on: date) -> "BlankRecord":
        told = replace(change, deed=Deed.SPOILT, certificate=self.certificate)
        return replace(self, state=BlankState.SPOILT, spoilt_on=on, changes=(*self.changes, told))

    def _freed(self, change: Change) -> "BlankRecord":
        return replace(
            self,
            state=BlankState.FREE,
            certificate_id=None,
            certificate="",
            spoilt_on=None,
            changes=(*self.changes, change),
        )

    def _check_under(self, certificate_id: UUID) -> None:
        if self.state is not BlankState.USED or self.certificate_id != certificate_id:
            raise BlankChanged(certificate_id)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Of one certificate."""

    on: BlankRecord | None = None
    spoilt: tuple[BlankRecord, ...] = ()


def check_earlier(certificate_id: UUID, earlier: Earlier, stands: Blank | None, wanted: Blank | None) -> None:
    """Whether what is said of the blank before can be, beside the one that the certificate is on: it is printed on no other one
    where `wanted` is the same. Raises HasBlank, NoBlank."""
    is_same = stands is not None and wanted is not None and stands.seen == wanted.seen
    if (earlier is Earlier.NONE and stands is not None) or (earlier is Earlier.SPOILT and is_same):
        raise HasBlank(certificate_id)
    if earlier is not Earlier.NONE and stands is None:
        raise NoBlank(certificate_id)


def checked_day(on: date | None, today: date) -> date:
    """None: today. Raises SpoiltTooLate."""
    if on is not None and on > today:
        raise SpoiltTooLate(today)
    return on or today
