from dataclasses import dataclass
from enum import StrEnum


class Signers(StrEnum):
    """Whose signatures a sub-criterion needs before its skill is signed off."""

    ONE = "one"
    """One expert of its marking team signs for all."""
    EACH = "each"
    """Every expert of its marking team; of a jury without teams any three, as many as judge."""
    CHIEF = "chief"
    """Nobody's but that of whoever leads the jury: by signing the skill they sign each sub-criterion as well."""


@dataclass(frozen=True, slots=True)
class SigningRules:
    """`[signing]` of a ruleset. A sub-criterion is signed off by its team [P]; that one signs for all is a guess: on paper all
    three sign what one of them has printed. [U]"""

    sub_criteria: Signers = Signers.ONE


USUAL_SIGNING = SigningRules()
