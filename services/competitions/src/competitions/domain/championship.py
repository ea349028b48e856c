from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.refusal import Refusal
from competitions.domain.skill import SheetsMissing
from shared.text import Text


class Stage(StrEnum):
    """How far the results are on their way to the public."""

    EMBARGO = "embargo"
    PUBLISHING = "publishing"
    PUBLISHED = "published"


@dataclass(eq=False)
class EndsBeforeStart(Refusal):
    starts_on: date
    ends_on: date


@dataclass(eq=False)
class SkillsUnsigned(Refusal):
    """Results are published together, when every skill is signed off."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class NothingToPublish(Refusal):
    """No skill has starters."""

    championship_id: UUID


@dataclass(eq=False)
class EmbargoOver(Refusal):
    """The results are published, or on their way: what they stand on does not change any more."""

    championship_id: UUID


@dataclass(eq=False)
class NumberTaken(Refusal):
    """Another skill of the championship has this number."""

    number: str


MOST_SKILLS = 300
"""Of one championship. All of them are announced in one event, which Kafka takes up to 1 MiB: so many fit in with the longest
names. The largest national finals have about 230."""


@dataclass(eq=False)
class TooManySkills(Refusal):
    most: int


@dataclass(eq=False)
class UnderEmbargo(Refusal):
    """Nobody outside the skill's jury sees results before publication [S]."""


@dataclass(frozen=True, slots=True)
class Announced:
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicationBegun:
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    at: datetime
    """The moment of publication, which every result carries: when it began."""


Happening = Announced | PublicationBegun | Published


@dataclass(frozen=True, slots=True)
class Championship:
    id: UUID
    name: Text
    organisation: str
    """Who holds it, as in its officers' tokens."""
    ruleset: str
    scale_policy: str
    medal_policy: str
    starts_on: date
    ends_on: date
    announced_at: datetime | None = None
    stage: Stage = Stage.EMBARGO
    published_at: datetime | None = None
    """The moment of publication that every result carries; set when publication begins."""
    version: int = 1

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise EndsBeforeStart(self.starts_on, self.ends_on)

    def announce(self, at: datetime) -> tuple["Championship", tuple[Happening, ...]]:
        """A repeat changes nothing."""
        if self.announced_at:
            return self, ()
        return replace(self, announced_at=at), (Announced(at),)

    def must_be_under_embargo(self) -> None:
        """Raises EmbargoOver."""
        if self.stage is not Stage.EMBARGO:
            raise EmbargoOver(self.id)

    def must_have_room(self, skills: int) -> None:
        """For one more beside so many. Raises TooManySkills."""
        if skills >= MOST_SKILLS:
            raise TooManySkills(MOST_SKILLS)

    def begin_publication(
        self, at: datetime, skills: int, unsigned: tuple[str, ...], lacking: tuple[tuple[str, int], ...]
    ) -> tuple["Championship", tuple[Happening, ...]]:
        """What is published is announced as well. A repeat changes nothing.

        `skills`: how many have starters; the others have no results and hold up nobody.
        `unsigned`: numbers of skills; `lacking`: as in SheetsMissing.
        Raises NothingToPublish, SheetsMissing, SkillsUnsigned.
        """
        if self.stage is not Stage.EMBARGO:
            return self, ()
        if not skills:
            raise NothingToPublish(self.id)
        if lacking:
            raise SheetsMissing(lacking)
        if unsigned:
            raise SkillsUnsigned(unsigned)
        announced, happened = self.announce(at)
        return replace(announced, stage=Stage.PUBLISHING, published_at=at), (*happened, PublicationBegun(at))

    def complete_publication(self) -> tuple["Championship", Published | None]:
        """None unless publication has begun and is not complete."""
        if self.stage is not Stage.PUBLISHING or self.published_at is None:
            return self, None
        return replace(self, stage=Stage.PUBLISHED), Published(self.published_at)
