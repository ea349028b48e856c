"""Championships and their skills, as other services know them."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Day, Line, Moment, Payload, Text
from shared.contracts.competitions.results import ResultStatus


class Championship(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    name: Text
    organisation: str
    """The organisation that holds it, as in the `organisation` claim of its officers' tokens, such as `region-47`."""
    ruleset: str
    starts_on: Day
    ends_on: Day
    time_zone: str = "Europe/Moscow"
    """By whose clocks people are told."""


class Skill(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    number: Line
    name: Text


class ChampionshipDescribed(Payload):
    """How it is called now, and when it is held: from its draft on, and again whenever that changes.

    Events about people carry ids alone; whoever tells people of one takes the names from here.
    """

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.described.v1"
    impersonal: ClassVar[bool] = True

    championship: Championship
    special_category: bool = False
    """To be on its list of entrants tells what the law protects specially, such as a disability: whoever tells people of it names
    it nowhere but behind the sign-in, and shows nobody to everybody who did not publish themselves."""
    edition: int
    """Counted from 1: the highest that has arrived stands."""

    @property
    def key(self) -> UUID:
        return self.championship.id


class SkillDescribed(Payload):
    """How a skill is called now: when it is added to a championship, and again whenever that changes."""

    topic: ClassVar[str] = "competitions.skill"
    type: ClassVar[str] = "competitions.skill.described.v1"
    impersonal: ClassVar[bool] = True

    championship_id: UUID
    skill: Skill
    edition: int
    """Counted from 1: the highest that has arrived stands."""

    @property
    def key(self) -> UUID:
        return self.skill.id


class ChampionshipAnnounced(Payload):
    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.announced.v1"
    impersonal: ClassVar[bool] = True

    championship: Championship
    skills: tuple[Skill, ...] = ()

    @property
    def key(self) -> UUID:
        return self.championship.id


class ChampionshipPublished(Payload):
    """The results of the championship are no longer under embargo."""

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.published.v1"
    impersonal: ClassVar[bool] = True

    championship: Championship
    published_at: Moment
    status: ResultStatus
    """Official once every skill is."""
    revision: int
    """How many publications there were, with this one."""

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
    """It does not take place. There is one event for all for whom the same would have taken place; `AudienceNamed` says who they are.

    Why, in the organiser's words, stands on the championship's page and travels nowhere.
    """

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.cancelled.v1"
    impersonal: ClassVar[bool] = True

    championship: Championship
    cause: CancellationCause
    calendar: Calendar | None = None
    """What would have taken place for them, as cancelled."""
    cancelled_at: Moment

    @property
    def key(self) -> UUID:
        return self.championship.id


class ScheduleChangeKind(StrEnum):
    ADDED = "added"
    MOVED = "moved"
    """It begins at another time."""
    CHANGED = "changed"
    REMOVED = "removed"


class ScheduleChange(BaseModel):
    """Something takes place otherwise than people were told."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: ScheduleChangeKind
    name: Text
    skill: Skill | None = None
    """None: it concerns everybody."""
    starts_at: Moment
    ends_at: Moment
    place: Line | None = None
    began_at: Moment | None = None
    """When it was to begin, as people know it."""


class ChampionshipRescheduled(Payload):
    """Its schedule has changed. There is one event for all whom the same changes concern; `AudienceNamed` says who they are."""

    topic: ClassVar[str] = "competitions.championship"
    type: ClassVar[str] = "competitions.championship.rescheduled.v1"
    impersonal: ClassVar[bool] = True

    championship: Championship
    changes: tuple[ScheduleChange, ...]
    is_start_changed: bool
    """Something begins at another time, or does not take place: who is not told comes in vain."""
    calendar: Calendar | None = None
    """What has changed, for calendars."""

    @property
    def key(self) -> UUID:
        return self.championship.id
