"""What can be earned: an award in a skill of a championship."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.text import Text


class Kind(StrEnum):
    """What an award is for."""

    PARTICIPATION = "participation"
    MEDALLION = "medallion"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"

    @property
    def shows_score(self) -> bool:
        """A certificate of participation praises taking part; it does not carry the score."""
        return self is not Kind.PARTICIPATION

    @property
    def tells_place(self) -> bool:
        """Medals and medallions tell about the place and the score; that somebody took part tells neither."""
        return self is not Kind.PARTICIPATION


TITLES = {
    Kind.PARTICIPATION: Text("Участник", "Participant"),
    Kind.MEDALLION: Text("Медальон за профессионализм", "Medallion for Excellence"),
    Kind.BRONZE: Text("Бронзовая медаль", "Bronze medal"),
    Kind.SILVER: Text("Серебряная медаль", "Silver medal"),
    Kind.GOLD: Text("Золотая медаль", "Gold medal"),
}

CODES = {kind: code for code, kind in enumerate(Kind)}
"""The numbers that stand for the kinds in a QR. They never change their meaning."""

CRITERIA = {
    Kind.PARTICIPATION: Text("Участие во всех этапах оценивания.", "Took part in the whole assessment."),
    Kind.MEDALLION: Text(
        "Результат не ниже порога профессионализма.", "A result not below the threshold of excellence."
    ),
    Kind.BRONZE: Text("Третья ступень в итоговом протоколе.", "Third step of the final protocol."),
    Kind.SILVER: Text("Вторая ступень в итоговом протоколе.", "Second step of the final protocol."),
    Kind.GOLD: Text("Первая ступень в итоговом протоколе.", "First step of the final protocol."),
}


@dataclass(frozen=True, slots=True)
class Achievement:
    """Skill, championship and award that a certificate is about. Codes stand for them in the QR, by the signed catalogue."""

    id: UUID
    kind: Kind
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
    def title(self) -> Text:
        return TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class Score:
    """The result behind a medal or a medallion: total of 100 as a decimal string, and points on the scale."""

    total: str
    points: int
    scale: str
