"""The second count of how members compare, by the id of the policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FIRST_THREE: Final = ("gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of one result."""

    member: str
    """The same for every spelling of it."""
    place: int
    medal: str | None
    has_prize: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    by: str
    points: Sequence[int]
    for_medallion: int
    with_medals: bool


Sorting = Callable[[int, tuple[int, int, int]], tuple[int, ...]]


def _by_points(points: int, _steps: tuple[int, int, int]) -> tuple[int, ...]:
    return (points,)


def _by_steps(points: int, steps: tuple[int, int, int]) -> tuple[int, ...]:
    """First ones decide, then second ones, then third ones, then points."""
    return (*steps, points)


STANDINGS: Final[Mapping[str, Sorting]] = {"points": _by_points, "steps": _by_steps}


def compare(lines: Sequence[Line], rules: Comparison) -> dict[str, tuple[int, int]]:
    """By member, its place and its points."""
    keys, sums = {}, {}
    for member in {one.member for one in lines}:
        own = [_step(one, rules) for one in lines if one.member == member]
        medallions = [one for one in lines if one.member == member and one.medal == "medallion"]
        points = sum(rules.points[step] for step in own if step is not None and step < len(rules.points))
        sums[member] = points + len(medallions) * rules.for_medallion
        keys[member] = STANDINGS[rules.by](sums[member], (own.count(0), own.count(1), own.count(2)))
    return {member: (1 + sum(other > key for other in keys.values()), sums[member]) for member, key in keys.items()}


def _step(one: Line, rules: Comparison) -> int | None:
    """0 for gold or a first place."""
    if not rules.with_medals:
        return one.place - 1 if one.has_prize else None
    return FIRST_THREE.index(one.medal) if one.medal in FIRST_THREE else None
