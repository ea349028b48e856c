"""Modules of what was learned, or sections of what was shown, and the holder's marks in them."""

import re
from dataclasses import dataclass
from typing import Final

from certificates.domain.achievement import Achievement
from certificates.domain.particulars import Granted
from certificates.domain.wording import Module

_POINTS: Final = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(?:из|of|/)\s*(\d{1,6}(?:[.,]\d{1,4})?)")


@dataclass(frozen=True, slots=True)
class Points:
    """A mark that is a number, as decimal strings."""

    value: str
    out_of: str


def modules_of(achievement: Achievement, granted: Granted) -> tuple[Module, ...]:
    """What the award brought, else what the achievement says."""
    return granted.particulars.modules or achievement.modules


def points_in(mark: str) -> Points | None:
    """Of «12,5 из 15», "12.5 of 15", "12.5/15"; None of a mark in words."""
    found = _POINTS.fullmatch(mark.strip())
    return Points(*(part.replace(",", ".") for part in found.groups())) if found else None
