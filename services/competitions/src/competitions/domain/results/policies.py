from collections.abc import Mapping
from typing import Final

from competitions.domain.results.medals import EqualScore, MedalPolicy, Within2Points
from competitions.domain.results.places import (
    ByMedals,
    PlacePolicy,
    Rank,
    WinnerAndPrizeTakers,
    WinnerAndPrizeTakersByShare,
)
from competitions.domain.results.scale import Of100, ScalePolicy, Ws500, Ws700

SCALES: Final[Mapping[str, ScalePolicy]] = {policy.id: policy for policy in (Ws700(), Ws500(), Of100())}
MEDALS: Final[Mapping[str, MedalPolicy]] = {policy.id: policy for policy in (Within2Points(), EqualScore())}
PLACES: Final[Mapping[str, PlacePolicy]] = {
    **{id: ByMedals(policy) for id, policy in MEDALS.items()},
    **{policy.id: policy for policy in (Rank(), WinnerAndPrizeTakers(), WinnerAndPrizeTakersByShare())},
}
"""What a ruleset's `medal_policy` may name: one that gives medals, or one that gives places alone."""


def of_its_kind(policy: str) -> tuple[str, ...]:
    """The ids of those that may stand in its place: awards go by medals, or by places."""
    kind = PLACES[policy].gives_medals
    return tuple(id for id, other in PLACES.items() if other.gives_medals is kind)
