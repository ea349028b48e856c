"""Championships and their skills, as other services know them."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Line, Payload, Text


class Championship(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    name: Text
    organisation: str
    """The organisation that holds it, as in the `organisation` claim of its officers' tokens, such as `region-47`."""
    ruleset: str
    starts_on: date
    ends_on: date


class Skill(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    number: Line
    name: Text


class ChampionshipAnnounced(Payload):
    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.announced.v1"

    championship: Championship
    skills: tuple[Skill, ...] = ()

    @property
    def key(self) -> UUID:
        return self.championship.id


class ChampionshipPublished(Payload):
    """The results of the championship are no longer under embargo."""

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.published.v1"

    championship: Championship
    published_at: datetime

    @property
    def key(self) -> UUID:
        return self.championship.id


class Calendar(BaseModel):
    """A file for calendars (iCalendar, RFC 5545) in both languages: what a letter carries along."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ru


class CancellationCause(StrEnum):
    FEW_ENTRIES = "few_entries"
    VENUE = "venue"
    EMERGENCY = "emergency"
    FUNDING = "funding"
    OTHER = "other"


class ChampionshipCancelled(Payload):
    """It does not take place. There is one event for some of those who have to know, and each of them is named in one.

    Why, in the organiser's words, stands on the championship's page and travels nowhere.
    """

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.cancelled.v1"

    championship: Championship
    cause: CancellationCause
    subjects: tuple[UUID, ...]
    """Who had an entry or was to judge."""
    calendar: Calendar | None = None
    """What would have taken place for them, as cancelled."""
    cancelled_at: datetime

    @property
    def key(self) -> UUID:
        return self.championship.id
