"""The figure behind what was earned."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

NO_SCALE: Final = ""
"""In place of a scale's id, where there are no points beside the total."""
HUNDRED: Final = "100"


@dataclass(frozen=True, slots=True)
class Score:
    """The total as a decimal string, and points on a scale where there is one."""

    total: str
    points: int | None
    """None where there is no scale, and places go by the total."""
    scale: str
    """The id of its policy, or NO_SCALE."""
    out_of: str = HUNDRED
    """What there was to reach, as a decimal string."""

    @property
    def places_by_total(self) -> Decimal | None:
        """The total, where there are no points beside it."""
        return Decimal(self.total) if self.points is None else None
