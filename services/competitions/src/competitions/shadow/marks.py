"""What an entry is worth, and what a form comes to."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from .facts import Aspect, Form, Line, Number

HALF: Final = Fraction(1, 2)
JUDGED_BEST: Final = 9
"""Three times three."""


def rounded(value: Fraction, parts: int = 1) -> Fraction:
    """To the nearest of `parts` a unit; halves go away from zero."""
    steps = math.floor(abs(value) * parts + HALF)
    return Fraction(steps if value >= 0 else -steps, parts)


def fraction(number: Number) -> Fraction:
    return Fraction(str(number).replace(",", "."))


def worth(aspect: Aspect, line: Line) -> Fraction:
    """The mark of what was entered, to the cent."""
    maximum = fraction(aspect.maximum)
    if aspect.way["kind"] == "J":
        return rounded(maximum * Fraction(sum(line.scores or ()), JUDGED_BEST), 100)
    part = _part(aspect.way, line.value, maximum)
    return rounded(maximum * part, 100) if aspect.partial or part >= 1 else Fraction(0)


def _part(way: Mapping[str, Any], value: Any, maximum: Fraction) -> Fraction:
    """Of the maximum, between nothing and all of it."""
    match way["kind"]:
        case "PASS_FAIL":
            return Fraction(1 if value is True else 0)
        case "NUMBER_COMPLETED":
            return fraction(value) / fraction(way["of"])
        case "CHOICE":
            (off,) = [off for label, off in way["options"] if label == value]
            return _left(way, fraction(off), maximum)
        case "RANGED_SCORE":
            away = fraction(value) - fraction(way["target"])
            held = [fraction(off) for down, up, off in way["ranges"] if -fraction(down) <= away <= fraction(up)]
            return _left(way, min(held), maximum) if held else Fraction(away == 0)
        case "REGULAR_DIFFERENCE_DEDUCTION":
            away = abs(fraction(value) - fraction(way["target"]))
            times = away // fraction(way["difference"])
            return _left(way, times * fraction(way["deduction"]), maximum)
    raise ValueError(way["kind"])


def _left(way: Mapping[str, Any], off: Fraction, maximum: Fraction) -> Fraction:
    """A deduction is per cent of the maximum, or marks."""
    lost = off / 100 if way["deducts"] == "PERCENT" else off / maximum
    return max(Fraction(0), 1 - lost)


def standing(form: Form) -> dict[str, Line]:
    """The line that counts of each aspect: the last mark, unless it was taken back."""
    last: dict[str, Line] = {}
    for line in form.lines:
        if line.kind == "mark":
            last[line.aspect] = line
        elif line.kind == "withdrawal":
            last.pop(line.aspect, None)
    return last


def miswritten(form: Form) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Marks that are not what their entry is worth: the aspect, what stands there, what it is worth."""
    for code, line in standing(form).items():
        due, written = worth(form.aspects[code], line), fraction(line.mark or 0)
        if due != written:
            yield code, written, due


def sum_of(form: Form) -> Fraction:
    return sum((worth(form.aspects[code], line) for code, line in standing(form).items()), Fraction(0))
