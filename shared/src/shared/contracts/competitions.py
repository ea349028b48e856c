"""Events of the competitions service. Only `PersonChanged` carries personal data, on a compacted topic."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Award, Line, Payload, Text


class PersonChanged(Payload):
    """The person as they are now: the newest version replaces all before it. A tombstone on the key is the erasure."""

    topic: ClassVar[str] = "competitions.person"
    type: ClassVar[str] = "competitions.person.changed.v1"
    personal: ClassVar[bool] = True

    subject_id: UUID
    version: int
    family_name: Line
    given_name: Line
    patronymic: Line | None = None
    birth_date: date | None = None
    language: Literal["ru", "en"] = "ru"
    time_zone: str = "Europe/Moscow"
    email: str | None = None
    account: str | None = None
    """The `sub` that the sign-in gives this person, where they have an account."""
    guardians: tuple[UUID, ...] = ()
    """Subject ids of the guardians, who are persons on this topic too."""
    name_is_public: bool = False
    """The person's consent of its own to be named on public pages."""

    @property
    def key(self) -> UUID:
        return self.subject_id


class PersonInvited(Payload):
    """A person is to say which account is theirs. The link is made by who writes the letter; a newer invitation ends an older."""

    topic: ClassVar[str] = "competitions.invitation"
    type: ClassVar[str] = "competitions.invitation.issued.v1"

    invitation_id: UUID
    subject_id: UUID
    organisation: str
    """Which keeps the person, as in the `organisation` claim of its organisers' tokens."""

    @property
    def key(self) -> UUID:
        return self.subject_id


class DutyGranted(Payload):
    """An account may do something in an organisation, or in one championship of it. A tombstone on the key is its end."""

    topic: ClassVar[str] = "competitions.duty"
    type: ClassVar[str] = "competitions.duty.granted.v1"
    personal: ClassVar[bool] = True

    duty_id: UUID
    """Of this time: who gets the same duty again has it under another id."""
    account: str
    """The `sub` that the sign-in gives the person or program. Who that is stands on the person topic alone."""
    role: str
    """As in the `roles` claim: `organiser`, `officer`, `reader`."""
    organisation: str
    championship_id: UUID | None = None
    """Where it holds in this championship alone."""

    @property
    def key(self) -> UUID:
        return self.duty_id


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


class DutyOffered(Payload):
    """A person is asked to take a duty. The link is made by who writes the letter."""

    topic: ClassVar[str] = "competitions.invitation"
    type: ClassVar[str] = "competitions.invitation.offered.v1"

    invitation_id: UUID
    subject_id: UUID
    role: str
    """As in the `roles` claim."""
    organisation: str
    championship: Championship | None = None
    """Where it is for this championship alone."""

    @property
    def key(self) -> UUID:
        return self.subject_id


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


class RegistrationFacts(BaseModel):
    """Whose entry in what an event is about."""

    registration_id: UUID
    subject_id: UUID
    member: Line
    championship: Championship
    skill: Skill

    @property
    def key(self) -> UUID:
        return self.registration_id


class RegistrationEntered(RegistrationFacts, Payload):
    """Somebody is entered in a skill and has a place, to be confirmed by the organiser."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.entered.v1"


class RegistrationQueued(RegistrationFacts, Payload):
    """Somebody is entered in a skill that has no place free, and waits for one."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.queued.v1"

    place: int
    """On the waiting list when the person was entered, from 1."""


class RegistrationPromoted(RegistrationFacts, Payload):
    """A place became free, and who waited longest has it."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.promoted.v1"


class RegistrationConfirmed(RegistrationFacts, Payload):
    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.confirmed.v1"


class RegistrationEnd(StrEnum):
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    """With the whole championship, of which everybody hears once."""
    LAPSED = "lapsed"
    """Consents that are required were missing when they were due."""


class RegistrationEnded(RegistrationFacts, Payload):
    """The entry holds no more. Why, where somebody wrote that, stands on the entry's page and travels nowhere."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.ended.v1"

    how: RegistrationEnd


class GiverFacts(BaseModel):
    """Whose answer an event is about. The link is made by who writes the letter."""

    consents_id: UUID
    """Whose answers are wanted: a record of one giver about one person in one championship."""
    subject_id: UUID
    giver_id: UUID
    """The person, or a guardian."""
    championship: Championship

    @property
    def key(self) -> UUID:
        return self.consents_id


class ConsentAsked(GiverFacts, Payload):
    """Somebody is to answer what a person, or their ward, may be asked to consent to."""

    topic: ClassVar[str] = "competitions.consent"
    type: ClassVar[str] = "competitions.consent.asked.v1"

    time: int
    """1 for the first time; later ones remind."""
    due_at: datetime | None = None
    """Until when the link lets its reader give; None: no date is set."""


class ConsentReminded(GiverFacts, Payload):
    """The consents are due soon, and somebody has not answered: without that the place goes to the next."""

    topic: ClassVar[str] = "competitions.consent"
    type: ClassVar[str] = "competitions.consent.reminded.v1"

    due_at: datetime


class ResultPublished(Payload):
    """One competitor's (or team's) result in one skill, as announced. The policies' ids explain it for ever."""

    topic: ClassVar[str] = "competitions.result"
    type: ClassVar[str] = "competitions.result.published.v1"

    result_id: UUID
    championship: Championship
    skill: Skill
    member: Line
    total: Decimal
    """0.00 to 100.00."""
    scale_score: int
    scale_policy: str
    medal_policy: str
    awards: tuple[Award, ...]
    published_at: datetime

    @property
    def key(self) -> UUID:
        return self.result_id
