"""The kinds of achievements that are known by name. Any other word is one too, and is said neutrally."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    sign: str
    """Which of the signs of awards stands for it."""
    tells_place: bool = False
    """Who has it came before others."""
    whom: str = "member"
    """`member`, `team` or `mentor`."""


_KNOWN: Final = (
    Kind("course", "participation"),
    Kind("competence", "other"),
    Kind("demonstration-exam", "other"),
    Kind("participation", "participation"),
    Kind("award", "other", tells_place=True),
    Kind("winner", "other", tells_place=True),
    Kind("prize-taker", "other", tells_place=True),
    Kind("team", "other", tells_place=True, whom="team"),
    Kind("mentor", "other", whom="mentor"),
    Kind("expert", "other"),
    Kind("volunteer", "other"),
    Kind("thanks", "other"),
)
KINDS: Final[Mapping[str, Kind]] = {kind.code: kind for kind in _KNOWN}
WITH_A_SIGN: Final = frozenset({"gold", "silver", "bronze", "medallion", "participation"})
"""Codes of rulesets' awards that have a sign of their own."""


def kind_of(code: str) -> Kind:
    """Of a kind that nobody knows nobody can say whether it tells a place: the holder is asked as if it did."""
    return KINDS.get(code) or Kind(code, "other", tells_place=True)
