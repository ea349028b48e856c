"""From the signed marks of a skill to its results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.categories.holding import Group
from competitions.domain.results.awards import Award
from competitions.domain.results.holders import StartedTeam, holders
from competitions.domain.results.medals import USUAL, Medal, MedalPolicy, MinimumStarters
from competitions.domain.results.scale import ScaleLimits, ScalePolicy
from competitions.domain.sheet import Competitor


@dataclass(frozen=True, slots=True)
class Result:
    """One competitor's result in one skill."""

    id: UUID
    competitor: Competitor
    total: Decimal
    """0.00 to 100.00."""
    scale_score: int
    place: int
    """1 for the best. Equal scale scores share a place, and the next place is as much further on."""
    medal: Medal | None
    category: str | None = None
    """The code of the one in which the competitor was compared with others."""
    awards: tuple[str, ...] = ()
    """The codes of what it earned."""
    team: StartedTeam | None = None
    """Whose result it is, where several competed as one."""

    @property
    def people(self) -> tuple[UUID, ...]:
        """Who competed."""
        return self.team.members if self.team else (self.competitor.subject_id,)

    def holders(self, award: Award) -> tuple[UUID, ...]:
        """Who gets it, where it was earned."""
        return holders(self.competitor.subject_id, self.team, award.whom) if award.code in self.awards else ()


@dataclass(frozen=True, slots=True)
class SkillResults:
    """The published results of a skill, category by category, best first, with the policies that explain them for ever."""

    id: UUID
    """The skill's."""
    championship_id: UUID
    scale_policy: str
    medal_policy: str
    results: tuple[Result, ...]
    published_at: datetime
    minimum_starters: MinimumStarters = USUAL
    scale_limits: ScaleLimits | None = None
    groups: tuple[Group, ...] = ()
    """The categories in their order, also those that were not held."""
    awards: tuple[Award, ...] = ()
    """Those of the ruleset, in its words of then."""
    version: int = 1


def ranked(
    totals: Sequence[tuple[UUID, Competitor, Decimal]],
    scale: ScalePolicy,
    medals: MedalPolicy,
    minimum: MinimumStarters = USUAL,
    limits: ScaleLimits | None = None,
) -> tuple[Result, ...]:
    """The results of (result id, competitor, total) of a skill's starters, best first; equal scores in the order of the ids.

    Who has no medal and at least the scale's `medallion_from` gets a Medallion for Excellence [D, 24 of 24 groups].
    """
    scaled = scale.scores([total for _, _, total in totals])
    scores = [limits.clamp(score) for score in scaled] if limits else scaled
    awarded = medals.medals(scores, minimum)
    excellence = minimum.award(Medal.MEDALLION, len(totals))
    results = [
        Result(
            result_id,
            competitor,
            total,
            score,
            _place(score, scores),
            medal or (excellence if score >= scale.medallion_from else None),
        )
        for (result_id, competitor, total), score, medal in zip(totals, scores, awarded, strict=True)
    ]
    return tuple(sorted(results, key=lambda result: (-result.scale_score, -result.total, result.id)))


def _place(score: int, scores: Sequence[int]) -> int:
    return 1 + sum(other > score for other in scores)
