"""What must come out, computed here from the entries alone and by no code of the services."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Final, Protocol

from demo.entries import Entry
from demo.people import Person
from demo.scheme import Aspect, Calculation

CENT: Final = Decimal("0.01")
MAD_TO_DEVIATION: Final = Fraction("1.4826")
MEAN_TO_DEVIATION: Final = Fraction("1.2533")
MEDALS_BY_STARTERS: Final[tuple[set[str], ...]] = (
    *(set(), set(), set(), set()),
    {"gold", "medallion"},
    {"gold", "silver", "medallion"},
    {"gold", "silver", "bronze", "medallion"},
)
"""Which awards there are in a skill of so many; of six, and of more."""
MEDAL_POINTS: Final = {"gold": 4, "silver": 3, "bronze": 2, "medallion": 1}
CHILD, ADULT = 14, 18


@dataclass(frozen=True, slots=True)
class Outcome:
    total: Decimal
    scale_score: int
    medal: str | None
    """gold, silver, bronze, medallion, or None."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The certificates that it earns."""
        return ("participation", self.medal) if self.medal else ("participation",)


def outcomes(entries: list[Entry]) -> dict[str, Outcome]:
    """By account, of one skill."""
    totals: dict[str, Decimal] = {}
    for entry in entries:
        mark = mark_of(entry.aspect, entry.body)
        totals[entry.competitor.account] = totals.get(entry.competitor.account, Decimal(0)) + mark
    scores = dict(zip(totals, _scale(list(totals.values())), strict=True))
    medals = _medals(scores)
    return {account: Outcome(total, scores[account], medals.get(account)) for account, total in totals.items()}


def mark_of(aspect: Aspect, body: dict[str, Any]) -> Decimal:
    """Of what was entered for an aspect."""
    if "judgement" in body:
        return _cents(aspect.maximum, Fraction(sum(body["judgement"]), 9))
    value = body["measurement"]
    if isinstance(value, bool):
        return _cents(aspect.maximum, Fraction(value))
    assert aspect.calculation  # noqa: S101 - only a calculation takes another value
    share = _share(aspect.calculation, value)
    return _cents(aspect.maximum, share if aspect.calculation.partial else Fraction(share == 1))


def _share(calculation: Calculation, value: str) -> Fraction:
    given = calculation.parameters
    if calculation.type == "NUMBER_COMPLETED":
        return Fraction(value) / Fraction(str(given[0]))
    if calculation.type == "CHOICE":
        return 1 - Fraction(str(given[given.index(value) + 1])) / 100
    distance = abs(Fraction(value) - Fraction(str(given[0])))
    if distance == 0:
        return Fraction(1)
    steps = zip(given[1::2], given[2::2], strict=True)
    return next(
        (1 - Fraction(str(off)) / 100 for within, off in steps if distance <= Fraction(str(within))), Fraction(0)
    )


def _cents(maximum: Decimal, share: Fraction) -> Decimal:
    exact = Fraction(maximum) * share
    return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP)


def _scale(totals: list[Decimal]) -> list[int]:
    """700 + 30 × (x − median) / (1.4826 × MAD), rounded; where MAD is 0, by 1.2533 × the mean deviation."""
    exact = [Fraction(total) for total in totals]
    middle = median(exact)
    distances = [abs(one - middle) for one in exact]
    deviation = MAD_TO_DEVIATION * median(distances) or MEAN_TO_DEVIATION * sum(distances) / len(distances)
    if not deviation:
        return [700] * len(exact)
    return [_round(700 + 30 * (one - middle) / deviation) for one in exact]


def _round(value: Fraction) -> int:
    return int((Decimal(value.numerator) / value.denominator).quantize(Decimal(1), ROUND_HALF_UP))


def _medals(scores: dict[str, int]) -> dict[str, str]:
    """Within 2 points of the group's top, as far as enough started; who has 700 or more and no medal has a medallion."""
    left = sorted(scores, key=lambda account: -scores[account])
    gold = _take(left, scores, _top(left, scores))
    medals = dict.fromkeys(gold, "gold")
    if len(gold) == 1:
        silver = _take(left, scores, _top(left, scores))
        medals |= dict.fromkeys(silver, "silver")
        floor = _top(left, scores) if len(silver) == 1 else scores[silver[-1]] if silver else 0
    else:
        floor = _top(left, scores) if len(gold) == 2 else scores[gold[-1]] if gold else 0  # noqa: PLR2004
    medals |= dict.fromkeys(_take(left, scores, floor), "bronze")
    there_are = MEDALS_BY_STARTERS[min(len(scores), 6)]
    awarded = {account: medal for account, medal in medals.items() if medal in there_are}
    if "medallion" in there_are:
        high = (account for account in scores if scores[account] >= 700 and account not in awarded)  # noqa: PLR2004
        awarded |= dict.fromkeys(high, "medallion")
    return awarded


def _top(left: list[str], scores: dict[str, int]) -> int:
    return scores[left[0]] if left else 0


def _take(left: list[str], scores: dict[str, int], top: int) -> list[str]:
    group = [account for account in left if top - scores[account] <= 2]  # noqa: PLR2004
    del left[: len(group)]
    return group


def points(competitors: list[Person], results: dict[str, Outcome]) -> dict[str, int]:
    """Of each member: its medal points."""
    found: dict[str, int] = {}
    for one in competitors:
        found[one.member] = found.get(one.member, 0) + MEDAL_POINTS.get(results[one.account].medal or "", 0)
    return found


def audience(competitor: Person) -> list[str]:
    """Who hears of it: under 14 the guardian, to 17 both, from 18 the person."""
    age = competitor.age
    guardian = [competitor.guardian] if competitor.guardian and age is not None and age < ADULT else []
    return guardian if age is not None and age < CHILD else [competitor.account, *guardian]


class Competing(Protocol):
    """A championship's people, or some of them."""

    @property
    def competitors(self) -> list[Person]: ...


def deliveries(played: Competing, results: dict[str, Outcome]) -> Counter[str]:
    """How many messages of each template a channel carries: entry, confirmation, result, each certificate."""
    counts: Counter[str] = Counter()
    for competitor in played.competitors:
        readers = len(audience(competitor))
        counts["registration_entered"] += readers
        counts["registration_confirmed"] += readers
        counts["result_published"] += readers
        counts["certificate_issued"] += readers * len(results[competitor.account].kinds)
    return counts
