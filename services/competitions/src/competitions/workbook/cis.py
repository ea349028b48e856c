"""The text in which CIS itself writes a calculation's parameters into column D of `Calculations` [P].

Entries are joined by `#-#`, each `KEY:::NUMBER#x~x#TEXT`, of which one is empty; numbers are `4.00000000` or `0E-8`; the
entries come in any order. Keys, by the type in column B:

- `NUMBER_COMPLETED`: `NUM_POSSIBLE`
- `CHOICE`: `DEDUCTION_TYPE` (`PERCENT` of the maximum, or `UNIT`: marks), `CHOICEn_LABEL`, `CHOICEn_DEDUCTION`
- `RANGED_SCORE`: `DEDUCTION_TYPE`, `TARGET_VALUE`, `RANGEn_LOWER`, `RANGEn_UPPER`, `RANGEn_DEDUCTION`; the range reaches from
  target − LOWER to target + UPPER
- `REGULAR_DIFFERENCE_DEDUCTION`: `DEDUCTION_TYPE`, `TARGET_VALUE`, `DIFFERENCE`, `DIFFERENCE_TYPE` (`UNIT`), `DEDUCTION`

n counts from 1; what is not used has neither number nor text. Column C is a boolean that says nothing of the marks: it is TRUE
for PASS_FAIL and FALSE for choices without a name. A calculator of CIS states its partial marks by its deductions.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from competitions.domain.measurement import (
    Calculator,
    Choice,
    Deducts,
    NumberCompleted,
    Option,
    PassFail,
    Range,
    RangedScore,
    RegularDifference,
)
from competitions.workbook.cells import enterable
from competitions.workbook.words import one_line

KEY, PARTS = ":::", "#x~x#"
JOINT: Final = re.compile("#-#(?=[A-Z0-9_]+:::)")
NUMBER: Final = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:E-?[0-9]{1,2})?")
PLACES: Final = Decimal("1E-8")
LONGEST_KEY, LONGEST_TEXT = 100, 20_000


class NotUnderstood(Exception):
    """The text does not say what the calculator needs, or says something more."""


class NotWritable(Exception):
    """A label has what stands between entries."""


def is_cis(text: str) -> bool:
    return KEY in text[:LONGEST_KEY]


def decode(kind: str, text: str) -> Calculator:
    """The calculator that CIS describes. Raises NotUnderstood; whether its values can be entered is checked elsewhere."""
    entries = _Entries(text)
    makers: Mapping[str, Callable[[_Entries], Calculator]] = {
        "PASS_FAIL": lambda _: PassFail(),
        "NUMBER_COMPLETED": lambda entries: NumberCompleted(entries.whole("NUM_POSSIBLE")),
        "CHOICE": _choice,
        "RANGED_SCORE": _ranged_score,
        "REGULAR_DIFFERENCE_DEDUCTION": _regular_difference,
    }
    if kind not in makers:
        raise NotUnderstood
    calculator = makers[kind](entries)
    entries.must_be_used_up()
    return calculator


def encode(calculator: Calculator) -> str:
    """The calculator as CIS writes it; its type stands in column B. Raises NotWritable."""
    entries = list(_written(calculator))
    text = "#-#".join(entries)
    if len(JOINT.split(text)) != len(entries):
        raise NotWritable
    return text


class _Entries:
    """Each entry is taken once: what nobody asked for may change what the others mean."""

    def __init__(self, text: str) -> None:
        self._left: dict[str, tuple[str, str]] = {}
        if len(text) > LONGEST_TEXT:
            raise NotUnderstood
        for entry in JOINT.split(text):
            key, is_entry, rest = entry.partition(KEY)
            value, has_parts, words = rest.partition(PARTS)
            name = key.strip()
            if not entry.strip():
                continue
            if not (is_entry and has_parts) or name in self._left or (value.strip() and words.strip()):
                raise NotUnderstood
            self._left[name] = value.strip(), one_line(words)

    def number(self, key: str) -> Decimal:
        written, words = self._left.pop(key, ("", ""))
        number = enterable(Decimal(written)) if NUMBER.fullmatch(written) else None
        if words or number is None:
            raise NotUnderstood
        return number

    def whole(self, key: str) -> int:
        number = self.number(key)
        if number % 1:
            raise NotUnderstood
        return int(number)

    def word(self, key: str) -> str:
        written, words = self._left.pop(key, ("", ""))
        if written or not words:
            raise NotUnderstood
        return words

    def deducts(self, key: str = "DEDUCTION_TYPE") -> Deducts:
        match self.word(key):
            case "PERCENT":
                return "PERCENT"
            case "UNIT":
                return "UNIT"
        raise NotUnderstood

    def numbered(self, prefix: str) -> Iterable[int]:
        """The n of keys such as `RANGEn_LOWER` that are used, in order."""
        pattern = re.compile(prefix + "([1-9][0-9]?)_[A-Z]+")
        found = {int(match[1]) for key, used in self._left.items() if any(used) and (match := pattern.fullmatch(key))}
        return sorted(found)

    def must_be_used_up(self) -> None:
        if any(any(used) for used in self._left.values()):
            raise NotUnderstood


def _choice(entries: _Entries) -> Calculator:
    options = [
        Option(entries.word(f"CHOICE{n}_LABEL"), entries.number(f"CHOICE{n}_DEDUCTION"))
        for n in entries.numbered("CHOICE")
    ]
    return Choice(tuple(options), entries.deducts())


def _ranged_score(entries: _Entries) -> Calculator:
    ranges = []
    for n in entries.numbered("RANGE"):
        below, above = entries.number(f"RANGE{n}_LOWER"), entries.number(f"RANGE{n}_UPPER")
        ranges.append(Range(above, entries.number(f"RANGE{n}_DEDUCTION"), None if below == above else below))
    return RangedScore(entries.number("TARGET_VALUE"), tuple(ranges), entries.deducts())


def _regular_difference(entries: _Entries) -> Calculator:
    if entries.deducts("DIFFERENCE_TYPE") != "UNIT":
        raise NotUnderstood
    target, difference = entries.number("TARGET_VALUE"), entries.number("DIFFERENCE")
    return RegularDifference(target, difference, entries.number("DEDUCTION"), entries.deducts())


def _written(calculator: Calculator) -> Iterable[str]:
    match calculator:
        case PassFail():
            pass
        case NumberCompleted(of):
            yield _entry("NUM_POSSIBLE", Decimal(of))
        case Choice(options, deducts):
            yield _entry("DEDUCTION_TYPE", deducts)
            for n, option in enumerate(options, 1):
                yield _entry(f"CHOICE{n}_LABEL", option.label)
                yield _entry(f"CHOICE{n}_DEDUCTION", option.deduction)
        case RangedScore(target, ranges, deducts):
            yield _entry("DEDUCTION_TYPE", deducts)
            yield _entry("TARGET_VALUE", target)
            for n, step in enumerate(ranges, 1):
                yield _entry(f"RANGE{n}_LOWER", step.reach_below)
                yield _entry(f"RANGE{n}_UPPER", step.within)
                yield _entry(f"RANGE{n}_DEDUCTION", step.deduction)
        case RegularDifference(target, difference, deduction, deducts):
            yield _entry("DEDUCTION_TYPE", deducts)
            yield _entry("TARGET_VALUE", target)
            yield _entry("DIFFERENCE", difference)
            yield _entry("DIFFERENCE_TYPE", "UNIT")
            yield _entry("DEDUCTION", deduction)


def _entry(key: str, value: Decimal | str) -> str:
    number, words = ("", value) if isinstance(value, str) else (str(value.quantize(PLACES)), "")
    return f"{key}{KEY}{number}{PARTS}{words}"
