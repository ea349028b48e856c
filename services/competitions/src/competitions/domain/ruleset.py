from dataclasses import dataclass
from decimal import Decimal

from competitions.domain.marking_scheme import Limits
from competitions.domain.text import Text


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What differs between programmes. Written as data in `rulesets/`, one file each."""

    id: str
    name: Text
    scale_policy: str
    medal_policy: str
    marks_total: Decimal
    wsos_variation: Decimal
    wsos_variation_acceptable: bool
    """Whether an organiser may take a scheme that varies more, with a reason."""
    compatriots_may_mark: bool
    """Whether an expert may mark a competitor of the own member: normally not [P]."""

    @property
    def limits(self) -> Limits:
        return Limits(self.marks_total, self.wsos_variation, self.wsos_variation_acceptable)
