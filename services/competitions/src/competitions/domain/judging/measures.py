"""Figures about a series of deviations: an interval for their mean, and how rare it is that some of them stand out by chance."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import comb, lcm, sqrt
from statistics import stdev
from typing import Final

T_995: Final = {
    5: 4.032,
    6: 3.707,
    7: 3.499,
    8: 3.355,
    9: 3.250,
    10: 3.169,
    11: 3.106,
    12: 3.055,
    13: 3.012,
    14: 2.977,
    15: 2.947,
    16: 2.921,
    17: 2.898,
    18: 2.878,
    19: 2.861,
    20: 2.845,
    22: 2.819,
    24: 2.797,
    26: 2.779,
    28: 2.763,
    30: 2.750,
    40: 2.704,
    60: 2.660,
    120: 2.617,
}
"""Student's t, by degrees of freedom: 99 % lie between minus and plus this. What is not listed takes the next lower: wider."""


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def interval(values: Sequence[Fraction]) -> tuple[float, float] | None:
    """Where the mean lies with 99 %; None: fewer than six are too few to say."""
    known = [freedom for freedom in T_995 if freedom <= len(values) - 1]
    if not known:
        return None
    middle, half = float(mean(values)), T_995[max(known)] * stdev(map(float, values)) / sqrt(len(values))
    return middle - half, middle + half


def by_chance(values: Sequence[Fraction], own: Sequence[Fraction]) -> float:
    """How many of all ways to choose as many of `values` have a sum at least as high as `own`, which are among them: exactly."""
    scale = lcm(*(one.denominator for one in values))
    whole = [int(one * scale) for one in values]
    least = int(sum(own, Fraction(0)) * scale)
    ways: list[Counter[int]] = [Counter({0: 1}), *(Counter() for _ in own)]
    for value in whole:
        for size in range(len(own), 0, -1):
            for total, count in ways[size - 1].items():
                ways[size][total + value] += count
    reached = sum(count for total, count in ways[-1].items() if total >= least)
    return reached / comb(len(values), len(own))
