"""Whatever workbook is taken, each of its aspects can be shown in a marking form, and each of its values entered there."""

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.competitions.unit.calculators import LABELS, calculators
from tests.competitions.unit.workbook.workbooks import made, read
from tests.competitions.workbook_maker import Scheme

from competitions.api.marking import MarkIn
from competitions.domain.aspect import Aspect, Entry, Judged, Measured, Rule
from competitions.domain.marking_scheme import MarkingScheme
from competitions.domain.measurement import (
    LARGEST,
    Choice,
    NumberCompleted,
    PassFail,
    RangedScore,
    RegularDifference,
)
from competitions.pages.entries import entry_of, typed_of
from competitions.pages.rendering import pages
from competitions.queries.judged.aspects import AspectRow
from competitions.workbook import WorkbookRefused
from competitions.workbook.cis import NotWritable, encode
from shared.web.i18n import LANGUAGES

NUMBERS = st.one_of(
    st.integers(-5000, 5000),
    st.floats(-5000, 5000).map(lambda number: round(number, 3)),
    st.floats(-5000, 5000).map(lambda number: round(number, 2) * 3 / 3 + 1e-13),
    st.floats(),
    st.integers(-(10**18), 10**18),
    st.decimals(-999, 999, places=2).map(lambda number: str(number).replace(".", ",")),
)
PER_CENT = st.one_of(st.integers(0, 100), st.floats(0, 100).map(lambda number: round(number, 2)), NUMBERS)
DISTANCES = st.floats(0.001, 500).map(lambda number: round(number, 3))
ODD_TEXTS = (
    st.text(max_size=12)
    | LABELS
    | st.sampled_from(["true", "", " ", "a\u00a0b", "1", "0,5", "Ё", "x" * 201, "e\u0301"])
)
FLAGS = st.sampled_from([True, False, None, "ИСТИНА", "yes", 1, 0, "1"])


def writable(value: Any) -> bool:
    """Whether openpyxl can write it at all."""
    return not (isinstance(value, str) and re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", value))


@st.composite
def columns(draw: st.DrawFn) -> tuple[Any, ...]:
    """A calculation in the layout by columns."""
    match kind := draw(st.sampled_from(["PASS_FAIL", "NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE"])):
        case "NUMBER_COMPLETED":
            parameters = [draw(st.integers(1, 40) | NUMBERS)]
        case "CHOICE":
            parameters = draw(st.lists(ODD_TEXTS, min_size=1, max_size=4))
            parameters = [cell for label in parameters for cell in (label, draw(PER_CENT))]
        case "RANGED_SCORE":
            steps = sorted(draw(st.lists(DISTANCES, max_size=3, unique=True)))
            offs = sorted(draw(st.lists(st.integers(0, 100), min_size=len(steps), max_size=len(steps))))
            parameters = [draw(NUMBERS), *(cell for pair in zip(steps, offs, strict=True) for cell in pair)]
        case _:
            parameters = []
    return (draw(ODD_TEXTS), kind, draw(FLAGS), *(cell if writable(cell) else "?" for cell in parameters))


@st.composite
def texts_of_cis(draw: st.DrawFn) -> tuple[Any, ...]:
    """A calculation as CIS writes it."""
    calculator = draw(calculators())
    try:
        return (None, calculator.type, draw(st.booleans()), encode(calculator))
    except NotWritable:
        return (None, "PASS_FAIL", True)


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """Four calculations of any kind, and an aspect for each."""
    rows = draw(st.lists(columns() | texts_of_cis(), min_size=4, max_size=4))
    rows = [tuple(cell if writable(cell) else "?" for cell in row) for row in rows]
    maxima = draw(st.lists(st.integers(1, 2000), min_size=4, max_size=4))
    measured = [("M", f"Aspect {n}", 1, n, maximum / 100) for n, maximum in enumerate(maxima, 1)]
    rest = round(100 - sum(aspect[4] for aspect in measured), 2)
    forms = {"A1": [*measured, ("J", "Judged", 1, None, rest)]}
    return made(sections=[(1, "All", 100)], criteria=[("A", "All", 100)], forms=forms, calculations=rows)


def values(rule: Rule) -> Iterator[str | bool]:
    """Values that the form must take: each option, and the edges of each range that can be meant."""
    match rule.calculator:
        case PassFail():
            yield from (True, False)
        case NumberCompleted(of):
            yield from ("0", str(of), str(of // 2))
        case Choice(options):
            yield from (option.label for option in options)
        case RangedScore(target, ranges):
            edges = [edge for step in ranges for edge in (target - step.reach_below, target + step.within)]
            yield from (f"{edge:f}" for edge in (target, *edges) if edge >= 0 or rule.takes_negative)
        case RegularDifference(target, difference):
            edges = [target, target + difference, target - 3 * difference]
            meant = [edge for edge in edges if edge >= 0 or rule.takes_negative]
            yield from (f"{edge:f}" for edge in meant if abs(edge) <= LARGEST)


def entries(rule: Rule) -> Iterator[Entry]:
    if rule.type == "J":
        yield from (Judged((0, 0, 0)), Judged((3, 3, 3)), Judged((2, 1, 2), "so"))
    else:
        yield from (Measured(value) for value in values(rule))


def check(aspect: Aspect) -> None:
    rule = aspect.rule
    shown = form(aspect, {})
    earned = []
    for entry in entries(rule):
        mark = rule.mark(entry)
        assert 0 <= mark <= rule.maximum
        earned.append(mark)
        check_edges(rule, entry)
        form(aspect, typed_of(rule.code, entry))
    if isinstance(rule.calculator, Choice):
        offered = re.findall(rf'name="{re.escape(rule.code)}-value"[^>]*? value="([^"]*)"', shown)
        assert [html.unescape(value) for value in offered] == [option.label for option in rule.calculator.options]


def check_edges(rule: Rule, entry: Entry) -> None:
    """What was typed comes out of page and API as it was meant."""
    assert entry_of(rule, typed_of(rule.code, entry)) == entry
    match entry:
        case Measured(value):
            assert MarkIn(measurement=value).entry() == entry
        case Judged(scores, justification):
            assert MarkIn(judgement=list(scores), justification=justification).entry() == entry


def form(aspect: Aspect, typed: Any) -> str:
    """The aspect's part of a marking form, in both languages; the English one is returned."""
    row = AspectRow(aspect, None, is_disputed=False, history=())
    drawn = {}
    for language in LANGUAGES:
        macros: Any = pages.environment(language, "UTC").get_template("aspect.html").module
        drawn[language] = str(macros.aspect(row, typed, refused={}, questions={}, may_withdraw=True))
    return drawn["en"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(workbooks())
def test_what_imports_can_be_shown_and_entered(content: bytes) -> None:
    try:
        scheme: MarkingScheme = read(content)
    except WorkbookRefused:
        return
    assert len(scheme.aspects) == 5
    for aspect in scheme.aspects:
        check(aspect)


@settings(max_examples=150, deadline=None)
@given(calculators(), st.decimals("0.01", "100", places=2), st.booleans())
def test_every_calculator_that_can_be_entered_can_be_shown(calculator: Any, maximum: Decimal, partial: bool) -> None:
    check(Aspect(Rule("A1.01", "M", maximum, calculator, partial), 1, "Something"))


@pytest.mark.parametrize("target", [24.749999999999993, 0.30000000000000004, 999_999_998, -0.5])
def test_the_page_of_a_computed_target_is_shown(target: float) -> None:
    rows = [Scheme().calculations[0], ("material", "RANGED_SCORE", True, target, 0.25, 0, 0.5, 50)]
    check(read(made(calculations=rows)).aspects[3])


def test_most_of_these_workbooks_are_taken() -> None:
    """A property of what is refused says nothing."""
    taken = 0

    @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(workbooks())
    def attempt(content: bytes) -> None:
        nonlocal taken
        try:
            read(content)
        except WorkbookRefused:
            return
        taken += 1

    attempt()
    assert taken > 10
