"""The second count of every policy for medals and places, by its id."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from .facts import Rules
from .marks import HALF, fraction

Key = tuple[Fraction, Fraction]
"""The score, and what tells equal scores apart."""
NEAR: Final = 2


@dataclass(slots=True)
class Stand:
    place: int
    medal: str | None = None
    prize: bool = True


Policy = Callable[[Sequence[Key], Rules], list[Stand]]


def within_2_points(keys: Sequence[Key], _rules: Rules) -> list[Stand]:
    """Gold is everybody within 2 of the top. One gold: silver is everybody within 2 of the next, and bronze is the next group after
    one silver, after more only who is within 2 of the last silver. Two golds: the next group is bronze. More: only who is within 2
    of the last gold."""
    scores = [score for score, _ in keys]
    lined = sorted(scores, reverse=True)
    golds = sum(lined[0] - one <= NEAR for one in lined) if lined else 0
    rest = lined[golds:]
    silvers = sum(rest[0] - one <= NEAR for one in rest) if golds == 1 and rest else 0
    left = rest[silvers:]
    next_group = golds == 2 or (golds == 1 and silvers == 1)  # noqa: PLR2004 - the rule's own number
    above = lined[golds + silvers - 1] if lined else Fraction(0)
    floor = (left[0] if next_group else above) - NEAR if left else Fraction(0)
    bronzes = sum(one >= floor for one in left)
    by_rank = ["gold"] * golds + ["silver"] * silvers + ["bronze"] * bronzes
    given = dict(zip(lined, by_rank, strict=False))
    return [Stand(1 + sum(one > score for one in scores), given.get(score)) for score in scores]


def equal_score(keys: Sequence[Key], _rules: Rules) -> list[Stand]:
    """The highest score is gold, the next one silver, the third bronze, however many have it."""
    scores = [score for score, _ in keys]
    stands = []
    for score in scores:
        higher = len({one for one in scores if one > score})
        medal = ("gold", "silver", "bronze")[higher] if higher < 3 else None  # noqa: PLR2004
        stands.append(Stand(1 + sum(one > score for one in scores), medal))
    return stands


def rank(keys: Sequence[Key], rules: Rules) -> list[Stand]:
    """Who is equal shares a place, and the next place is not skipped."""
    counting = _counting(rules, len(keys))
    places = [1 + len({one for one in keys if one > key}) for key in keys]
    return [Stand(place, prize=place <= counting) for place in places]


def winner_and_prize_takers(keys: Sequence[Key], rules: Rules) -> list[Stand]:
    return _first_people(keys, _counting(rules, len(keys)))


def winner_and_prize_takers_by_share(keys: Sequence[Key], rules: Rules) -> list[Stand]:
    """So many per cent of the starters: never nobody, never more than there are."""
    exact = fraction(rules.share) * len(keys) / 100
    whole = {"down": math.floor(exact), "up": math.ceil(exact), "half_up": math.floor(exact + HALF)}[rules.rounding]
    return _first_people(keys, min(len(keys), max(whole, 1)))


def _first_people(keys: Sequence[Key], people: int) -> list[Stand]:
    """The next place after equals is as much further on."""
    places = [1 + len([one for one in keys if one > key]) for key in keys]
    return [Stand(place, prize=place <= people) for place in places]


def _counting(rules: Rules, starters: int) -> int:
    """How many places count."""
    if not rules.by_starters:
        return rules.given
    return min(rules.given, len([needed for needed in rules.by_starters if needed <= starters]))


PLACES: Final[Mapping[str, Policy]] = {
    "within-2-points-by-starters": within_2_points,
    "equal-score-by-starters": equal_score,
    "rank": rank,
    "winner-and-prize-takers": winner_and_prize_takers,
    "winner-and-prize-takers-by-share": winner_and_prize_takers_by_share,
}
WITH_MEDALS: Final = frozenset({"within-2-points-by-starters", "equal-score-by-starters"})
