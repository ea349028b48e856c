from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.aspect import Aspect, Rule
from competitions.domain.marking_scheme import (
    Criterion,
    Empty,
    Limits,
    MarkingScheme,
    SchemeUnsound,
    Section,
    SectionOutOfBalance,
    SectionTwice,
    SubCriterion,
    Twice,
    UnknownSection,
    VariationStands,
    WrongTotal,
    WrongWeights,
)


def aspect(code: str, maximum: str | Decimal, section: int = 1) -> Aspect:
    return Aspect(Rule(code, "M", Decimal(maximum)), section, "Something")


def form(code: str, *aspects: Aspect) -> SubCriterion:
    return SubCriterion(code, "A form", 1, aspects)


def scheme(*criteria: Criterion, weights: tuple[str, ...] = ("40.00", "60.00")) -> MarkingScheme:
    sections = tuple(Section(number, "A section", Decimal(weight)) for number, weight in enumerate(weights, 1))
    return MarkingScheme("99 Test", sections, criteria)


A = Criterion("A", "Planning", (form("A1", aspect("A1.01", "40.00")),))
B = Criterion("B", "Product", (form("B1", aspect("B1.01", "60.00", 2)),))


def faults(unsound: MarkingScheme) -> set[type]:
    with pytest.raises(SchemeUnsound) as refused:
        unsound.check(Limits())
    return {type(fault) for fault in refused.value.faults}


def test_a_sound_scheme_passes() -> None:
    scheme(A, B).check(Limits())
    assert scheme(A, B).variation == 0


@given(st.lists(st.decimals("0.01", "2.00", places=2), min_size=1, max_size=60))
def test_sums_are_exact_whatever_the_marks(marks: list[Decimal]) -> None:
    made = scheme(Criterion("A", "All", (form("A1", *[aspect("A1.01", mark) for mark in marks]),)))
    assert made.total == sum(marks)
    assert made.variation == abs(Decimal(40) - sum(marks)) + 60


def test_a_cent_too_little_is_told() -> None:
    short = Criterion("B", "Product", (form("B1", aspect("B1.01", "59.99", 2)),))
    assert faults(scheme(A, short)) == {WrongTotal}


def test_a_section_may_differ_by_five_marks_and_not_by_a_cent_more() -> None:
    moved = Criterion("B", "Product", (form("B1", aspect("B1.01", "55.00", 2), aspect("B1.02", "5.00", 1)),))
    scheme(A, moved).check(Limits())
    further = Criterion("B", "Product", (form("B1", aspect("B1.01", "54.99", 2), aspect("B1.02", "5.01", 1)),))
    assert faults(scheme(A, further)) == {SectionOutOfBalance}


def test_a_larger_variation_is_accepted_where_the_ruleset_lets_it_be() -> None:
    far = Criterion("B", "Product", (form("B1", aspect("B1.01", "20.00", 2), aspect("B1.02", "40.00", 1)),))
    with pytest.raises(VariationStands):
        Limits().accepting_variation()
    lenient = Limits(is_variation_acceptable=True)
    with pytest.raises(SchemeUnsound):
        scheme(A, far).check(lenient)
    scheme(A, far).check(lenient.accepting_variation())
    assert [fault.section.number for fault in scheme(A, far).out_of_balance(lenient)] == [1, 2]
    assert not list(scheme(A, far).out_of_balance(lenient.accepting_variation()))


def test_a_section_stands_there_once() -> None:
    twice = replace(scheme(A, B), sections=(Section(1, "One", Decimal(40)), Section(1, "Again", Decimal(60))))
    assert SectionTwice in faults(twice)


def test_weights_add_up_to_the_whole() -> None:
    assert WrongWeights in faults(scheme(A, B, weights=("40.00", "61.00")))


def test_an_aspect_of_no_section_is_told() -> None:
    lost = Criterion("B", "Product", (form("B1", aspect("B1.01", "60.00", 7)),))
    assert UnknownSection in faults(scheme(A, lost))


def test_nothing_is_empty_and_nothing_is_there_twice() -> None:
    assert Empty in faults(scheme(A, B, Criterion("C", "Nothing", ())))
    assert Empty in faults(scheme(A, replace(B, sub_criteria=(*B.sub_criteria, form("B2")))))
    assert Twice in faults(scheme(A, replace(B, sub_criteria=(*B.sub_criteria, form("B1", aspect("B1.02", "1.00"))))))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(faults(scheme(A, Criterion("C", "Nothing", ()), weights=("40.00", "61.00")))) >= 3
