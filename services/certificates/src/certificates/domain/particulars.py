"""What is said of one holder's achievement beside what is said of the achievement itself: its score, and all else that was brought."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from certificates.domain.wording import Module

NO_SCALE: Final = ""
"""In place of a scale's id, where there are no points beside the total."""
HUNDRED: Final = "100"


@dataclass(frozen=True, slots=True)
class Score:
    """The total as a decimal string, and points on a scale where there is one."""

    total: str
    points: int | None
    """None where there is no scale, and places go by the total."""
    scale: str
    """The id of its policy, or NO_SCALE."""
    out_of: str = HUNDRED
    """What there was to reach, as a decimal string."""

    @property
    def places_by_total(self) -> Decimal | None:
        """The total, where there are no points beside it."""
        return Decimal(self.total) if self.points is None else None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a table of awards brought; what is empty is said nowhere, or as the achievement says it."""

    hours: int | None = None
    result: str | None = None
    """In words, such as «защита проекта: отлично»."""
    basis: str | None = None
    """The order or the protocol behind it."""
    level: str | None = None
    modules: tuple[Module, ...] = ()
    evidence: str | None = None
    """What was shown for it, such as a project, and where it can be seen."""

    def without_words(self) -> "Particulars":
        """What was counted, without what somebody wrote of the holder."""
        return Particulars(self.hours)


@dataclass(frozen=True, slots=True)
class Cause:
    """Because of what it was issued: a result, or an award that somebody granted."""

    result_id: UUID | None = None
    award_id: UUID | None = None
    revision: int = 1
    """Of the award, or of the result: a higher one corrects the one before."""


@dataclass(frozen=True, slots=True)
class Granted:
    """When it was granted, in which language its certificate is, and what is said beside."""

    on: date
    language: str = "ru"
    """`ru`, `en` or `both`."""
    particulars: Particulars = Particulars()
    is_dated: bool = False
    """Somebody gave the day: it is signed, also where a result is behind it, whose day is that of the issue."""
