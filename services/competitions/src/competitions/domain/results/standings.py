"""Members compared by what theirs reached, by `StandingRules`. A team's result counts once [S]."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from competitions.domain.decimals import to_cent
from competitions.domain.member import normal_form
from competitions.domain.results.medals import Medal
from competitions.domain.results.result import Result
from competitions.domain.results.rules import By, StandingRules

STEPS: Final[Mapping[Medal, int]] = {Medal.GOLD: 1, Medal.SILVER: 2, Medal.BRONZE: 3}
FEW: Final = 3
"""Of a member with fewer starters, what it reached may be what one person reached [U]."""


class Won(NamedTuple):
    """How often each."""

    first: int = 0
    second: int = 0
    third: int = 0
    medallions: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    member: str
    """As it is spelt first."""
    points: int
    won: Won
    skills: int
    """In which somebody of theirs started."""
    results: tuple[Result, ...]
    place: int = 0
    """1 for the best. Equal ones share it, and the next is as much further on."""

    @property
    def points_a_skill(self) -> Decimal:
        """To the cent."""
        return to_cent(Decimal(self.points) / self.skills)

    @property
    def is_small(self) -> bool:
        return len(self.results) < FEW


def standings(skills: Iterable[Sequence[Result]], rules: StandingRules, *, by_medals: bool) -> tuple[Standing, ...]:
    """Best first; equal ones by the alphabet. `skills`: the results of each. `by_medals`: they were given, else places alone."""
    own: dict[str, list[list[Result]]] = {}
    for results in skills:
        of_skill: dict[str, list[Result]] = {}
        for one in results:
            if not rules.categories or one.category in rules.categories:
                of_skill.setdefault(normal_form(one.competitor.member), []).append(one)
        for member, theirs in of_skill.items():
            own.setdefault(member, []).append(theirs)
    found = [_standing(theirs, rules, by_medals) for _, theirs in sorted(own.items())]
    ranks = [_rank(one, rules) for one in found]
    placed = [
        replace(one, place=1 + sum(other > rank for other in ranks)) for one, rank in zip(found, ranks, strict=True)
    ]
    return tuple(sorted(placed, key=lambda one: one.place))


def _standing(skills: Sequence[Sequence[Result]], rules: StandingRules, by_medals: bool) -> Standing:
    results = tuple(one for theirs in skills for one in theirs)
    steps = [_step(one, by_medals) for one in results]
    medallions = sum(one.medal is Medal.MEDALLION for one in results)
    points = sum(rules.points[step - 1] for step in steps if step and step <= len(rules.points))
    return Standing(
        results[0].competitor.member,
        points + medallions * rules.medallion_points,
        Won(steps.count(1), steps.count(2), steps.count(3), medallions),
        len(skills),
        results,
    )


def _step(result: Result, by_medals: bool) -> int | None:
    """What counts of it: 1 for gold or a first place."""
    if by_medals:
        return STEPS.get(result.medal) if result.medal else None
    return result.place if result.has_prize else None


def _rank(standing: Standing, rules: StandingRules) -> tuple[int, ...]:
    return (*standing.won[:3], standing.points) if rules.by is By.STEPS else (standing.points,)
