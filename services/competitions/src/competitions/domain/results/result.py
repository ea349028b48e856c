"""From the signed marks of a skill to its results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from competitions.domain.categories.holding import Fate, Group
from competitions.domain.results.awards import Award, earned
from competitions.domain.results.holders import StartedTeam, holders
from competitions.domain.results.lifecycle import ResultStatus
from competitions.domain.results.medals import NEVER, Medal
from competitions.domain.results.places import Placed, Reached
from competitions.domain.results.rules import ResultRules
from competitions.domain.results.scale import Score
from competitions.domain.sheet import Competitor


@dataclass(frozen=True, slots=True)
class Starter:
    """Who was marked, before anybody is compared."""

    result_id: UUID
    competitor: Competitor
    total: Decimal
    """0.00 to 100.00."""
    tie: Decimal = Decimal(0)
    """Marks of the criterion by which the ruleset tells equal scores apart; 0 where it names none."""


@dataclass(frozen=True, slots=True)
class Result:
    """One competitor's result in one skill."""

    id: UUID
    competitor: Competitor
    total: Decimal
    """0.00 to 100.00."""
    scale_score: int | None
    """None: there is no scale, and places go by the total."""
    place: int
    """1 for the best. Equal ones share a place; which is the next one, the policy says."""
    medal: Medal | None
    category: str | None = None
    """The code of the one in which the competitor was compared with others."""
    awards: tuple[str, ...] = ()
    """The codes of what it earned."""
    has_prize: bool = True
    """Whether something is given for the place; by medals for each, but in a demonstration or below the least score."""
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
class Entered:
    """Who started, and in which category: of those, too, whose category was not held."""

    competitor: Competitor
    category: str | None


@dataclass(frozen=True, slots=True)
class SkillResults:
    """The published results of a skill, category by category, best first, with the rules that explain them for ever."""

    id: UUID
    """The skill's."""
    championship_id: UUID
    rules: ResultRules
    results: tuple[Result, ...]
    published_at: datetime
    groups: tuple[Group, ...] = ()
    """The categories in their order, also those that were not held."""
    awards: tuple[Award, ...] = ()
    """Those of the ruleset, in its words of then."""
    status: ResultStatus = ResultStatus.OFFICIAL
    revision: int = 1
    """How many publications of the championship there were when they were published so."""
    corrections: int = 0
    """Marks that had been changed after sign-off by then."""
    head: str = ""
    """The skill's head by then (`domain.history.chain`)."""
    starters: tuple[Entered, ...] = ()
    version: int = 1


def compared(
    starters: Mapping[UUID, Starter],
    groups: Iterable[Group],
    rules: ResultRules,
    awards: Sequence[Award],
    teams: Mapping[UUID, StartedTeam],
) -> tuple[Result, ...]:
    """The results of a skill, group by group, with what each earns; of a group that is not held none.

    `starters`, `teams`: by registration.
    """
    return tuple(
        replace(
            one,
            category=group.category,
            awards=earned(awards, one.place, one.medal, has_prize=one.has_prize),
            team=teams.get(one.competitor.registration_id),
        )
        for group in groups
        if group.fate is not Fate.NOT_HELD
        for one in ranked(
            [starters[id] for id in group.starters], rules, is_demonstration=group.fate is Fate.DEMONSTRATION
        )
    )


def ranked(starters: Sequence[Starter], rules: ResultRules, *, is_demonstration: bool = False) -> tuple[Result, ...]:
    """The results of those who are compared with each other, best first; equal ones in the order of the ids.

    In a demonstration there are places alone.
    """
    minimum = NEVER if is_demonstration else rules.minimum_starters
    scores = [_limited(score, rules) for score in rules.scale.scores([one.total for one in starters])]
    reached = [Reached(score, one.tie) for score, one in zip(scores, starters, strict=True)]
    placed = rules.policy.placed(reached, rules.places, minimum)
    excellence = minimum.award(Medal.MEDALLION, len(starters))
    results = []
    for one, score, given in zip(starters, scores, placed, strict=True):
        standing = Placed(given.place, has_prize=False) if is_demonstration or _is_below(score, rules) else given
        results.append(
            Result(
                one.result_id,
                one.competitor,
                one.total,
                score if isinstance(score, int) else None,
                standing.place,
                standing.medal or (excellence if _is_excellent(score, standing, rules) else None),
                has_prize=standing.has_prize,
            )
        )
    return tuple(sorted(results, key=lambda result: (result.place, -result.total, result.id)))


def _limited(score: Score, rules: ResultRules) -> Score:
    return rules.scale_limits.clamp(score) if rules.scale_limits and isinstance(score, int) else score


def _is_below(score: Score, rules: ResultRules) -> bool:
    """Below the least for a place or a medal."""
    return rules.places.score_min is not None and score < rules.places.score_min


def _is_excellent(score: Score, standing: Placed, rules: ResultRules) -> bool:
    """Who has neither a medal nor a prize, and at least so much, gets a Medallion for Excellence [D, 24 of 24 groups]."""
    has_prize = standing.has_prize and not rules.policy.gives_medals
    return rules.medallion_from is not None and score >= rules.medallion_from and not has_prize
