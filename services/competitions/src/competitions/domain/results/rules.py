from dataclasses import dataclass
from enum import StrEnum

from competitions.domain.categories.holding import USUAL_STARTERS, StarterRules
from competitions.domain.results.medals import USUAL, MinimumStarters
from competitions.domain.results.places import USUAL_PLACES, PlacePolicy, PlaceRules
from competitions.domain.results.policies import PLACES, SCALES
from competitions.domain.results.scale import ScaleLimits, ScalePolicy, Score


class By(StrEnum):
    POINTS = "points"
    STEPS = "steps"
    """First by gold medals or first places, then by silver or second ones, then by bronze or third ones."""


@dataclass(frozen=True, slots=True)
class StandingRules:
    """`[standings]` of a ruleset: how members are compared. Medal points 4/3/2/1 [S]; regions by medals, schools by points [U]."""

    by: By = By.POINTS
    points: tuple[int, ...] = (4, 3, 2)
    """For gold or a first place, for silver or a second one, and so on."""
    medallion_points: int = 1
    categories: tuple[str, ...] = ()
    """Codes of those that count. Empty: all."""


@dataclass(frozen=True, slots=True)
class ResultRules:
    """How totals become scores, places, medals and standings: kept with what was published, so that it is explained for ever."""

    scale_policy: str
    medal_policy: str
    minimum_starters: MinimumStarters = USUAL
    """Of each medal."""
    scale_limits: ScaleLimits | None = None
    places: PlaceRules = USUAL_PLACES
    standings: StandingRules | None = None
    """None: members are not compared."""
    starters: StarterRules = USUAL_STARTERS
    categories: tuple[str, ...] = ()
    """Codes of those of the ruleset, in its order."""

    @property
    def scale(self) -> ScalePolicy:
        return SCALES[self.scale_policy]

    @property
    def policy(self) -> PlacePolicy:
        return PLACES[self.medal_policy]

    @property
    def gives_medals(self) -> bool:
        """Else places alone. An older release knows no newer policy, and shows its id."""
        return self.medal_policy not in PLACES or self.policy.gives_medals

    @property
    def medallion_from(self) -> Score | None:
        """None: there are no medallions."""
        if self.places.medallion_from is not None or self.scale_policy not in SCALES:
            return self.places.medallion_from
        return self.scale.medallion_from
