"""Who gets which medal. A published result names its policy, so a policy never changes: a new rule is a new one."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from competitions.domain.results.scale import Score

TOLERANCE = 2


class Medal(StrEnum):
    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    MEDALLION = "medallion"


@dataclass(frozen=True, slots=True)
class MinimumStarters:
    """How many must have started in a skill for each medal to exist there [S]."""

    gold: int = 4
    silver: int = 5
    bronze: int = 6

    def exists(self, medal: Medal, starters: int) -> bool:
        """A medallion exists where gold does: of fewer the scale says too little."""
        needed = {Medal.SILVER: self.silver, Medal.BRONZE: self.bronze}.get(medal, self.gold)
        return starters >= needed

    def award(self, medal: Medal | None, starters: int) -> Medal | None:
        return medal if medal and self.exists(medal, starters) else None


USUAL = MinimumStarters()
NEVER = MinimumStarters(*[sys.maxsize] * 3)
"""Where nobody gets any, such as in a demonstration."""


class MedalPolicy(Protocol):
    id: str

    def medals(self, scores: Sequence[Score], minimum: MinimumStarters = USUAL) -> list[Medal | None]:
        """The medal of each starter's score in one skill, in the order given. Equal scores get the same."""


class Within2Points:
    """WorldSkills 2009 to 2024 [D, 17 of 17 groups].

    Gold: everyone within 2 points of the top. Two golds: no silver, the next group is bronze. Three or more golds:
    bronze only for scores within 2 of the last gold. One gold: silver is everyone within 2 of the next score; two or
    more silvers: bronze only for scores within 2 of the last silver; one silver: the next group is bronze.
    A medal for which too few started is not awarded.
    """

    id = "within-2-points-by-starters"

    def medals(self, scores: Sequence[Score], minimum: MinimumStarters = USUAL) -> list[Medal | None]:
        gold, rest = _group(sorted(scores, reverse=True))
        if len(gold) == 1:
            silver, rest = _group(rest)
            bronze = _group(rest)[0] if len(silver) == 1 else _near(rest, silver)
        else:
            silver = []
            bronze = _group(rest)[0] if len(gold) == 2 else _near(rest, gold)  # noqa: PLR2004 - the rule's own number
        kinds = dict.fromkeys(bronze, Medal.BRONZE) | dict.fromkeys(silver, Medal.SILVER)
        kinds |= dict.fromkeys(gold, Medal.GOLD)
        return [minimum.award(kinds.get(score), len(scores)) for score in scores]


class EqualScore:
    """WorldSkills 2026 [D, 7 of 7 groups]: the three highest distinct scores; equal ones share; nothing is skipped.

    A medal for which too few started is not awarded.
    """

    id = "equal-score-by-starters"

    def medals(self, scores: Sequence[Score], minimum: MinimumStarters = USUAL) -> list[Medal | None]:
        best = sorted(set(scores), reverse=True)
        kinds = dict(zip(best, (Medal.GOLD, Medal.SILVER, Medal.BRONZE), strict=False))
        return [minimum.award(kinds.get(score), len(scores)) for score in scores]


def _group(descending: list[Score]) -> tuple[list[Score], list[Score]]:
    """Those within the tolerance of the first, and the rest."""
    group = [score for score in descending if descending[0] - score <= TOLERANCE]
    return group, descending[len(group) :]


def _near(descending: list[Score], group: list[Score]) -> list[Score]:
    return [score for score in descending if group and group[-1] - score <= TOLERANCE]
