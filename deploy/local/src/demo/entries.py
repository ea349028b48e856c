"""What the experts enter: the same in every run, so that the results are known beforehand."""

from dataclasses import dataclass
from random import Random
from typing import Any, Final

from demo.people import Person
from demo.scheme import Aspect, Calculation, Scheme

SEED: Final = "skillproof-demo"
ABILITIES: Final = (0.95, 0.91, 0.78, 0.70, 0.86, 0.89, 0.62, 0.74, 0.93, 0.66, 0.82, 0.58)
"""How well the competitors of a skill work, in the order of the list."""
SPREAD_TOO_WIDE: Final = [1, 3, 2]
JUSTIFICATION: Final = "После обсуждения: один огрех не мешает работе, остальное выше требований."


@dataclass(frozen=True, slots=True)
class Entry:
    competitor: Person
    aspect: Aspect
    body: dict[str, Any]
    """As the API takes it."""


def entries(scheme: Scheme, competitors: list[Person]) -> list[Entry]:
    """Every mark of a skill."""
    abilities = zip(competitors, ABILITIES, strict=True)
    return [
        Entry(competitor, aspect, _body(aspect, ability, Random(f"{SEED}/{competitor.account}/{aspect.code}")))  # noqa: S311
        for competitor, ability in abilities
        for aspect in scheme.aspects
    ]


def _body(aspect: Aspect, ability: float, chance: Random) -> dict[str, Any]:
    if aspect.type == "J":
        base = min(2, int(ability * 3 * chance.uniform(0.75, 1.0)))
        return {"judgement": [base + (chance.random() < ability - 0.3) for _ in range(3)]}
    if aspect.calculation is None:
        return {"measurement": chance.random() < ability}
    return {"measurement": _measured(aspect.calculation, ability, chance)}


def _measured(calculation: Calculation, ability: float, chance: Random) -> bool | str:
    given = calculation.parameters
    slip = max(0.0, chance.gauss(1 - ability, 0.12))
    match calculation.type:
        case "NUMBER_COMPLETED":
            return str(sum(chance.random() < ability for _ in range(int(given[0]))))
        case "CHOICE":
            labels = given[::2]
            return str(labels[min(len(labels) - 1, int(slip * 5))])
        case "RANGED_SCORE":
            away = round(slip * 2 * float(given[1]), 1)
            return f"{float(given[0]) + away:g}"
        case _:
            return chance.random() < ability
