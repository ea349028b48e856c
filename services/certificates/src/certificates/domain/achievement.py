"""What can be earned: an award in a skill of a championship."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from shared.text import Text

NO_SCALE: Final = ""
"""In place of a scale's id, where places go by the total."""


@dataclass(frozen=True, slots=True)
class Award:
    """What a ruleset gives, as it was told with a result."""

    id: UUID
    """Of the award in this edition."""
    code: str
    edition: int
    title: Text
    criteria: Text
    scored: bool
    """A certificate of it carries the score."""
    for_taking_part: bool
    """Everybody who took part has it: it tells neither place nor score."""
    whom: str
    """`member`, `team` or `mentor`."""

    @property
    def is_for_team(self) -> bool:
        """For the team as a whole."""
        return self.whom == "team"

    @property
    def is_for_mentor(self) -> bool:
        return self.whom == "mentor"


@dataclass(frozen=True, slots=True)
class IssuerAward:
    """An award as the issuer knows it since its first certificate. What a ruleset says otherwise later is another edition."""

    id: UUID
    organisation: str
    number: int
    """Stands for the title in a QR, by the signed catalogue."""
    award: Award
    version: int = 1


@dataclass(frozen=True, slots=True)
class Achievement:
    """Skill, championship and award that a certificate is about. Codes stand for them in the QR, by the signed catalogue."""

    id: UUID
    earned: IssuerAward
    championship: Text
    championship_code: int
    skill: Text
    skill_number: str
    skill_code: int
    championship_id: UUID
    skill_id: UUID
    special_category: bool = False
    """To have taken part tells what the law protects specially: who reads the number alone learns neither where nor who it was."""

    @property
    def award(self) -> Award:
        return self.earned.award

    @property
    def title(self) -> Text:
        return self.award.title

    @property
    def tells_place(self) -> bool:
        return not self.award.for_taking_part


@dataclass(frozen=True, slots=True)
class Score:
    """The result behind an award: total of 100 as a decimal string, and points on the scale."""

    total: str
    points: int | None
    """None where there is no scale, and places go by the total."""
    scale: str
    """The id of its policy, or NO_SCALE."""

    @property
    def places_by_total(self) -> Decimal | None:
        """The total, where there are no points beside it."""
        return Decimal(self.total) if self.points is None else None
