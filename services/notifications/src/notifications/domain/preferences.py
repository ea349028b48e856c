"""What a person wants to hear, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from notifications.domain.recipients import Recipient
from notifications.domain.refusal import Refusal


class Channel(StrEnum):
    INBOX = "inbox"
    EMAIL = "email"


class Category(StrEnum):
    REGISTRATION = "registration"
    CONSENTS = "consents"
    """Somebody waits for an answer that only this person can give."""
    INVITATIONS = "invitations"
    DATES = "dates"
    """It begins at another time, or does not take place: whoever is on the way must know."""
    RESULTS = "results"
    CERTIFICATES = "certificates"
    CERTIFICATE_STATUS = "certificate_status"
    """A certificate is no longer valid, not for now, or again: whoever shows it must know."""

    @property
    def is_gathered(self) -> bool:
        """What comes in several steps: its letters wait a little, and are then one."""
        return self is Category.REGISTRATION

    @property
    def is_gathered_of_teams(self) -> bool:
        """Each of a team has a result and certificates of their own and of the team, at the same time."""
        return self in {Category.RESULTS, Category.CERTIFICATES}

    @property
    def is_mandatory(self) -> bool:
        return self in {Category.CERTIFICATE_STATUS, Category.CONSENTS, Category.INVITATIONS, Category.DATES}


@dataclass(eq=False)
class NoQuietTime(Refusal):
    """Quiet hours that begin and end at the same hour are no time at all."""


@dataclass(eq=False)
class CategoryIsMandatory(Refusal):
    """A category that cannot be switched off."""

    category: Category


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One cell of the table category × channel."""

    category: Category
    channel: Channel


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From the hour `start` until the hour `end` (0 to 23) of the recipient's own day nothing optional is sent.

    Over midnight when start > end. Equal hours are no time at all.
    """

    start: int
    end: int

    def covers(self, hour: int) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything is on until a person switches it off."""

    id: UUID
    """The recipient's."""
    version: int = 1
    off: tuple[Choice, ...] = ()
    quiet_hours: QuietHours | None = None

    def wants(self, category: Category, channel: Channel) -> bool:
        return category.is_mandatory or Choice(category, channel) not in self.off

    def choose(self, off: set[Choice], quiet_hours: QuietHours | None) -> "Preferences":
        """Raises CategoryIsMandatory, NoQuietTime."""
        if quiet_hours is not None and quiet_hours.start == quiet_hours.end:
            raise NoQuietTime
        return replace(self._switched(off), quiet_hours=quiet_hours)

    def without(self, category: Category, channel: Channel) -> "Preferences":
        """Raises CategoryIsMandatory."""
        return self._switched({*self.off, Choice(category, channel)})

    def _switched(self, off: set[Choice]) -> "Preferences":
        for choice in sorted(off):
            if choice.category.is_mandatory:
                raise CategoryIsMandatory(choice.category)
        return replace(self, off=tuple(sorted(off)))

    def along_with(self, others: Iterable["Preferences"]) -> "Preferences":
        """What somebody wants who chose as a person whom several organisations keep: what is off anywhere is off.

        So an organisation that comes to know the account later writes nothing that was switched off before.
        """
        all_of_them = (self, *others)
        off = {choice for one in all_of_them for choice in one.off}
        quiet = next((one.quiet_hours for one in all_of_them if one.quiet_hours), None)
        return replace(self, off=tuple(sorted(off)), quiet_hours=quiet)

    def not_before(self, category: Category, recipient: Recipient, at: datetime) -> datetime:
        """The first moment from `at` on that is not in the quiet hours. What is mandatory does not wait."""
        if self.quiet_hours is None or category.is_mandatory:
            return at
        local = at.astimezone(recipient.zone)
        if not self.quiet_hours.covers(local.hour):
            return at
        day = local.date() if local.hour < self.quiet_hours.end else local.date() + timedelta(days=1)
        return datetime.combine(day, time(self.quiet_hours.end), local.tzinfo).astimezone(at.tzinfo)
