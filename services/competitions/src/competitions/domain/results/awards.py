"""What a ruleset gives for a result: data of its file, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from competitions.domain.results.medals import Medal
from shared.text import Text


class Whom(StrEnum):
    MEMBER = "member"
    TEAM = "team"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Award:
    """Given for a medal, or for a place; where neither is named, to everybody who took part."""

    code: str
    title: Text
    criteria: Text
    version: int = 1
    """Higher once the text changes: what was given by an earlier one stands."""
    scored: bool = False
    """Whether its certificate carries the score."""
    whom: Whom = Whom.MEMBER
    medal: Medal | None = None
    first_place: int | None = None
    last_place: int | None = None
    """Both count. Without it: the first place alone."""
    and_further: bool = False
    """For the places after it as well, as far as prizes go: their number may follow from the starters."""

    @property
    def for_taking_part(self) -> bool:
        return self.medal is None and self.first_place is None

    def is_earned(self, place: int, medal: Medal | None, *, has_prize: bool) -> bool:
        """`has_prize`: something is given for the place. A demonstration has places, and nothing is given for them."""
        if self.for_taking_part:
            return True
        if self.first_place is None:
            return medal is self.medal
        is_among = self.and_further or place <= (self.last_place or self.first_place)
        return has_prize and is_among and place >= self.first_place


def earned(awards: Sequence[Award], place: int, medal: Medal | None, *, has_prize: bool) -> tuple[str, ...]:
    """The codes of what a competitor gets, in the order of the file."""
    return tuple(one.code for one in awards if one.is_earned(place, medal, has_prize=has_prize))
