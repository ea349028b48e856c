"""From totals to the scores that places go by. A published result names its policy, so a policy never changes: a new rule is a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from competitions.domain.decimals import to_integer

SPREAD = 30

Score = int | Decimal
"""Whole on a scale; where there is none, the total with its decimals."""


@dataclass(frozen=True, slots=True)
class ScaleLimits:
    """Scores beyond these count as these. Off unless a ruleset sets them: a final of 2021 published 1523 and 1062 [S]."""

    lowest: int
    highest: int

    def clamp(self, score: int) -> int:
        return max(self.lowest, min(self.highest, score))


class ScalePolicy(Protocol):
    id: str

    @property
    def medallion_from(self) -> int | None:
        """The lowest score that earns a Medallion for Excellence [D]. None: there is none."""

    def scores(self, totals: Sequence[Decimal]) -> Sequence[Score]:
        """The score of each total of one skill, in the order given. Any number of competitors, also none."""


class Ws700:
    """700 + 30 × (x − median) / (1.4826 × MAD), the WorldSkills scale of 2019 to 2026 [D].

    MAD is the median absolute deviation. It is 0 where more than half have the same total, and says nothing of the others
    then: the mean absolute deviation takes its place, 700 + 30 × (x − median) / (1.2533 × MeanAD), as is usual for the
    modified z-score. Only where all totals are equal does everyone get 700 [U].
    """

    id = "ws700-mean-deviation"
    medallion_from = 700
    centre = 700
    consistency = Decimal("1.4826")
    """Makes the MAD of a normal distribution its standard deviation."""
    mean_consistency = Decimal("1.2533")
    """Does the same for the mean absolute deviation."""

    def scores(self, totals: Sequence[Decimal]) -> list[int]:
        if not totals:
            return []
        middle = median(totals)
        spread = self._spread([abs(total - middle) for total in totals])
        if not spread:
            return [self.centre] * len(totals)
        return [to_integer(self.centre + SPREAD * (total - middle) / spread) for total in totals]

    def _spread(self, deviations: Sequence[Decimal]) -> Decimal:
        mean = sum(deviations, Decimal(0)) / len(deviations)
        return self.consistency * median(deviations) or self.mean_consistency * mean


class Ws500:
    """500 + 30 × (x − mean) / population standard deviation, the WorldSkills scale of 2009 [D].

    Where all totals are equal everyone gets 500 [U].
    """

    id = "ws500"
    medallion_from = 500
    centre = 500

    def scores(self, totals: Sequence[Decimal]) -> list[int]:
        if not totals:
            return []
        mean = sum(totals, Decimal(0)) / len(totals)
        spread = (sum((total - mean) ** 2 for total in totals) / Decimal(len(totals))).sqrt()
        if min(totals) == max(totals):
            return [self.centre] * len(totals)
        return [to_integer(self.centre + SPREAD * (total - mean) / spread) for total in totals]


class Of100:
    """No scale: the total of 100 as it was marked, as in junior and Abilympics championships [S]."""

    id = "of-100"
    medallion_from = None

    def scores(self, totals: Sequence[Decimal]) -> list[Decimal]:
        return list(totals)


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
