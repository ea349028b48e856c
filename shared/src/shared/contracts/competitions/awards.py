"""Who has earned what an issuer hands out, beside championships and in them. They name a person by the subject id alone."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Day, Line, Payload, Text


class ContextKind(StrEnum):
    CHAMPIONSHIP = "championship"
    COURSE = "course"
    EVENT = "event"
    NONE = "none"


class AwardContext(BaseModel):
    """In what it was earned."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: ContextKind
    id: UUID | None = None
    """Of a championship as in its own events, which say what it is called: `title` is none then. Of a course or an event an id that
    is the same for all who earned something in it."""
    title: Text | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class AwardModule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Line
    hours: int | None = None
    mark: Line | None = None
    """Of the person in this module or section: in words, or as a number of how many, «12,5 из 15»."""


class AwardFacts(BaseModel):
    """What a certificate says beside the achievement's own words."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    hours: int | None = None
    score: Decimal | None = None
    out_of: Decimal | None = None
    result: Line | None = None
    """Up to 300 characters."""
    basis: Line | None = None
    """The order or the protocol that it stands on."""
    level: Line | None = None
    modules: tuple[AwardModule, ...] = ()
    evidence: Line | None = None
    """What was shown for it, such as a project, and where it can be seen."""


class AwardGranted(Payload):
    """Somebody has earned an achievement: the highest revision stands, whichever came last."""

    topic: ClassVar[str] = "competitions.award"
    type: ClassVar[str] = "competitions.award.granted.v1"

    award_id: UUID
    """Derived of what makes it the same: issuer, achievement, person, context and day, or a key that the issuer gave it."""
    revision: int
    """1 at first; higher where it was granted again with other facts."""
    organisation: str
    """The issuer's, as in the `organisation` claim of its officers' tokens."""
    achievement_id: UUID
    achievement_version: int
    """Of the achievement as it was told when this was granted."""
    subject_id: UUID
    granted_on: Day
    language: Literal["ru", "en", "both"]
    context: AwardContext
    facts: AwardFacts
    special_category: bool = False
    """To have earned it tells what the law protects specially."""

    @property
    def key(self) -> UUID:
        return self.award_id
