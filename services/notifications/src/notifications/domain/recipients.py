"""People who hear from us, and their teams, as the person topic describes them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from notifications.domain.refusal import Refusal
from notifications.domain.teams import Team

OWN_SAY = 14
"""Full years at which a person hears for themselves, beside their guardians (152-FZ in practice)."""
OF_AGE = 18
LAST_VERSION = 2**62
"""Of an erased person: no version of them is newer."""


class Language(StrEnum):
    RUSSIAN = "ru"
    ENGLISH = "en"


@dataclass(eq=False)
class RecipientUnknown(Refusal):
    """Nobody of this id is known here (yet)."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person, or one team. Of an erased one only that there was somebody stays; no version of them is remembered again."""

    id: UUID
    version: int = 1
    person_version: int = 0
    """The version of the person's event that this was made from: the newest wins."""
    family_name: str = ""
    given_name: str = ""
    patronymic: str | None = None
    birth_date: date | None = None
    language: Language = Language.RUSSIAN
    time_zone: str = "Europe/Moscow"
    age_zone: str = "Europe/Moscow"
    """By whose calendar the age is counted."""
    email: str | None = None
    account: str | None = None
    invitation_id: UUID | None = None
    """By which who has no account says which is theirs."""
    guardians: tuple[UUID, ...] = ()
    merged_into: UUID | None = None
    """The record of the same person that stays: this id is an alias of it, and messages go to that one."""
    team: Team | None = None
    """Of a team, in place of all else: it has no messages of its own, its people have them."""
    erased: bool = False

    @property
    def name(self) -> str:
        """As in a letter's salutation: given name and patronymic."""
        return " ".join(part for part in (self.given_name, self.patronymic) if part)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def zone(self) -> tzinfo:
        return _zone(self.time_zone)

    def erase(self) -> "Recipient":
        return Recipient(self.id, self.version, LAST_VERSION, erased=True)

    def is_newer_than(self, known: "Recipient | None") -> bool:
        """Nothing is newer than an erasure."""
        return known is None or (not known.erased and self.person_version > known.person_version)

    def following(self, known: "Recipient | None") -> "Recipient":
        return self if known is None else replace(self, version=known.version)

    def audience(self, at: datetime) -> tuple[UUID, ...]:
        """Who hears about this person: under 14 the guardians alone, from 14 to 17 both, from 18 the person.

        The age is that of the day of the event, by the calendar that counts it everywhere. Where the birth date is unknown, named
        guardians hear as well. Empty for a child without guardians: nobody may be told.
        """
        if self.birth_date is None:
            return (self.id, *self.guardians)
        age = full_years(self.birth_date, at.astimezone(_zone(self.age_zone)).date())
        if age < OWN_SAY:
            return self.guardians
        return (self.id, *self.guardians) if age < OF_AGE else (self.id,)


def _zone(name: str) -> tzinfo:
    """UTC where the name is unknown: a wrong name may delay a message but never loses it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is signed in: the records that organisations keep of one account, at least one."""

    records: tuple[Recipient, ...]

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(one.id for one in self.records)

    @property
    def has_email(self) -> bool:
        return any(one.email for one in self.records)

    def record(self, id: UUID) -> Recipient:
        """The record to which a message was written."""
        return next(one for one in self.records if one.id == id)


def full_years(born: date, on: date) -> int:
    """Who was born on 29 February becomes a year older on 1 March where the year has no such day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
