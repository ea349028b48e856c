"""The second count of every scale policy, by its id."""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from .marks import rounded

Scale = Callable[[Sequence[Fraction]], list[Fraction]]


def ws700(totals: Sequence[Fraction]) -> list[Fraction]:
    """700 + 30 × (x − median) ÷ (1.4826 × the median of the distances); where that is 0, ÷ (1.2533 × their mean)."""
    middle = _middle(totals)
    away = [abs(one - middle) for one in totals]
    unit = Fraction("1.4826") * _middle(away)
    if unit == 0:
        unit = Fraction("1.2533") * Fraction(sum(away), len(away))
    return [Fraction(700) if unit == 0 else rounded(700 + 30 * (one - middle) / unit) for one in totals]


def ws500(totals: Sequence[Fraction]) -> list[Fraction]:
    """500 + 30 × (x − mean) ÷ the standard deviation of all of them."""
    mean = Fraction(sum(totals), len(totals))
    square = Fraction(sum(((one - mean) ** 2 for one in totals), Fraction(0)), len(totals))
    if square == 0:
        return [Fraction(500) for _ in totals]
    return [Fraction(500 + _over_root(30 * (one - mean), square)) for one in totals]


def of_100(totals: Sequence[Fraction]) -> list[Fraction]:
    return list(totals)


SCALES: Final[Mapping[str, Scale]] = {"ws700-mean-deviation": ws700, "ws500": ws500, "of-100": of_100}
WHOLE: Final = frozenset({"ws700-mean-deviation", "ws500"})
"""On a scale; else the total stands for itself."""
MEDALLION: Final[Mapping[str, int]] = {"ws700-mean-deviation": 700, "ws500": 500}


def _middle(values: Sequence[Fraction]) -> Fraction:
    lined = sorted(values)
    return (lined[(len(lined) - 1) // 2] + lined[len(lined) // 2]) / 2


def _over_root(value: Fraction, square: Fraction) -> int:
    """value ÷ √square, to the nearest whole number, halves up; without a root that would be rounded itself."""
    doubled = 4 * value * value / square
    halves = math.isqrt(math.floor(doubled))
    """So many whole halves are in the distance from 0."""
    if value >= 0:
        return (halves + 1) // 2
    is_half = halves % 2 == 1 and halves * halves == doubled
    return -(halves // 2) if is_half else -((halves + 1) // 2)
