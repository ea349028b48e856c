"""Judgement: three experts show a score at the same time."""

from dataclasses import dataclass
from decimal import Decimal

from competitions.domain.decimals import to_cent
from competitions.domain.refusal import Refusal

JUDGES = 3
HIGHEST = 3
SPREAD = 1


@dataclass(eq=False)
class ScoresUnfit(Refusal):
    """Not three scores, or one of them outside 0 to 3."""

    scores: tuple[int, ...]


@dataclass(eq=False)
class SpreadTooWide(Refusal):
    """The experts discuss and show again, with a written justification."""

    scores: tuple[int, ...]

    @property
    def spread(self) -> int:
        return max(self.scores) - min(self.scores)


def is_too_wide(scores: tuple[int, ...]) -> bool:
    """Whether the highest and lowest differ by more than SPREAD [P]. Raises ScoresUnfit."""
    if len(scores) != JUDGES or not all(0 <= score <= HIGHEST for score in scores):
        raise ScoresUnfit(scores)
    return max(scores) - min(scores) > SPREAD


def judged_mark(scores: tuple[int, ...], maximum: Decimal) -> Decimal:
    """The maximum × the sum of the scores / 9 [U], to the cent, half up.

    Scores run from 0 (below the industry standard) to 3 (wholly above it) [P].
    Raises ScoresUnfit, SpreadTooWide.
    """
    if is_too_wide(scores):
        raise SpreadTooWide(scores)
    return to_cent(maximum * sum(scores) / (JUDGES * HIGHEST))
