"""Where something was earned: in a championship's skill, in a course, at an event, or nowhere in particular."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.text import Text

CHAMPIONSHIP: Final = "championship"
COURSE: Final = "course"
EVENT: Final = "event"
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Skill:
    id: UUID
    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class Context:
    """All that a certificate says of the occasion, which may be nothing."""

    kind: str = NONE
    """`championship`, `course`, `event`, `none`."""
    id: UUID | None = None
    title: Text | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    """The last day."""
    skill: Skill | None = None
    """Of a championship."""
    special_category: bool = False
    """To have been there tells what the law protects specially: who reads the number alone learns neither where nor who it was."""

    @property
    def skill_name(self) -> Text | None:
        return self.skill.name if self.skill else None

    @property
    def championship_id(self) -> UUID | None:
        return self.id if self.kind == CHAMPIONSHIP else None

    @property
    def skill_id(self) -> UUID | None:
        return self.skill.id if self.skill else None
