"""Who gets which place, and how many of them count. A policy never changes: a new rule is a new one, with an id of its own.

Sources: a winner and two prize-takers a skill and category [S]; on equal marks up to two firsts, two seconds and three thirds [P]; never
more places than starters [S]; fewer places where few start [P]. How many, from which score and how equals are told apart is the ruleset's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from competitions.domain.results.medals import Medal, MedalPolicy, MinimumStarters
from competitions.domain.results.scale import Score

PER_CENT: Final = 100


class Rounding(StrEnum):
    """Of a share of the starters that is no whole number."""

    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


ROUNDINGS: Final = {Rounding.DOWN: ROUND_DOWN, Rounding.HALF_UP: ROUND_HALF_UP, Rounding.UP: ROUND_UP}


class Reached(NamedTuple):
    """What one starter is compared by: the more, the better."""

    score: Score
    tie: Decimal = Decimal(0)
    """Marks of the criterion that tells equal scores apart; 0 for all where the ruleset names none."""


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """`[places]` of a ruleset. All [U] but `by_starters` [P]."""

    given: int = 3
    """So many places count: of distinct scores, or the winner and the prize-takers together."""
    share: Decimal = Decimal(25)
    """Per cent of the starters who are winner or prize-taker, by the policy that goes by a share."""
    rounding: Rounding = Rounding.DOWN
    by_starters: tuple[int, ...] = ()
    """So many must have started for the first place to count, so many for the second, and so on. Empty: each needs one more."""
    score_min: Decimal | None = None
    """Whoever has less gets nothing for a place or a medal. On the scale, or of the total where there is none."""
    tie_criterion: str | None = None
    """The letter of a criterion: of equal scores the one with more marks in it is better. Who is equal in that too shares."""
    medallion_from: Decimal | None = None
    """Without a medal or a prize, so much earns a medallion. None: as the scale says."""

    def counting(self, starters: int) -> int:
        """How many places count among so many."""
        if not self.by_starters:
            return self.given
        return min(self.given, sum(starters >= needed for needed in self.by_starters))

    def sharing(self, starters: int) -> int:
        """How many are winner or prize-taker by the share: never nobody, and never more than there are."""
        exact = self.share * starters / PER_CENT
        return min(starters, max(1, int(exact.quantize(Decimal(1), ROUNDINGS[self.rounding]))))


USUAL_PLACES: Final = PlaceRules()


@dataclass(frozen=True, slots=True)
class Placed:
    place: int
    """1 for the best."""
    medal: Medal | None = None
    has_prize: bool = True
    """Whether something is given for the place."""


class PlacePolicy(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def gives_medals(self) -> bool:
        """Else places alone."""

    def placed(self, reached: Sequence[Reached], rules: PlaceRules, minimum: MinimumStarters) -> list[Placed]:
        """What each starter of one group comes to, in the order given. Who reached the same comes to the same."""


@dataclass(frozen=True, slots=True)
class ByMedals:
    """Medals by one of their policies. Equal scores share a place, the next one is as much further on, and each counts."""

    medals: MedalPolicy
    gives_medals: bool = True

    @property
    def id(self) -> str:
        return self.medals.id

    def placed(self, reached: Sequence[Reached], _rules: PlaceRules, minimum: MinimumStarters) -> list[Placed]:
        scores = [one.score for one in reached]
        medals = self.medals.medals(scores, minimum)
        return [
            Placed(1 + sum(other > score for other in scores), medal)
            for score, medal in zip(scores, medals, strict=True)
        ]


class Rank:
    """Places of distinct scores: equals share one, and the next is not skipped, as where up to two firsts and two seconds are given [P]."""

    id = "rank"
    gives_medals = False

    def placed(self, reached: Sequence[Reached], rules: PlaceRules, _minimum: MinimumStarters) -> list[Placed]:
        places = {one: place for place, one in enumerate(sorted(set(reached), reverse=True), 1)}
        counting = rules.counting(len(reached))
        return [Placed(places[one], has_prize=places[one] <= counting) for one in reached]


class WinnerAndPrizeTakers:
    """A winner and so many prize-takers [S]. Equals share a place and the next is as much further on; who shares the last one that counts
    is a prize-taker like the other."""

    id = "winner-and-prize-takers"
    gives_medals = False

    def placed(self, reached: Sequence[Reached], rules: PlaceRules, _minimum: MinimumStarters) -> list[Placed]:
        return _first(self.people(rules, len(reached)), reached)

    def people(self, rules: PlaceRules, starters: int) -> int:
        return rules.counting(starters)


class WinnerAndPrizeTakersByShare(WinnerAndPrizeTakers):
    """As many as the share of the starters says, with the winner among them [U]."""

    id = "winner-and-prize-takers-by-share"

    def people(self, rules: PlaceRules, starters: int) -> int:
        return rules.sharing(starters)


def _first(people: int, reached: Sequence[Reached]) -> list[Placed]:
    places = [1 + sum(other > one for other in reached) for one in reached]
    return [Placed(place, has_prize=place <= people) for place in places]
