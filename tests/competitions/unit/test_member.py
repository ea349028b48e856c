"""A member is the same however it is spelt, and so is the conflict of interest."""

import unicodedata
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.competitions.unit.sheets import NOON, SHEET

from competitions.domain.aspect import Measured
from competitions.domain.expert import Duty, Expert
from competitions.domain.history.refusals import ConflictOfInterest
from competitions.domain.member import distinct, is_same_member, normal_form
from competitions.domain.sheet import Competitor
from competitions.domain.skill import Skill
from shared.text import Text

MEMBER = "Алтайский край"
SPELLINGS = [
    "Алтайский  край",
    "Алтайский\u00a0край",
    " алтайский край ",
    "АЛТАЙСКИЙ КРАЙ",
    "Алтаи\u0306ский край",
    "Алтайcкий край",
    "Aлтайский крaй",
    "Алтайский\u202fкрай",
    "Алтай\u00adский край",
]
DASHED = [
    "Ханты-Мансийский",
    "Ханты\u2011Мансийский",
    "Ханты – Мансийский",
    "Ханты\u2014Мансийский",
    "Ханты\u2212Мансийский",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_compatriot_is_refused_however_the_member_is_spelt(spelling: str) -> None:
    sheet = replace(SHEET, competitor=Competitor(UUID(int=1), UUID(int=2), MEMBER))
    with pytest.raises(ConflictOfInterest):
        sheet.enter(UUID(int=9), "A1.01", Measured(True), Expert(UUID(int=3), spelling), NOON, saw=None)
    swapped = replace(SHEET, competitor=Competitor(UUID(int=1), UUID(int=2), spelling))
    assert swapped.has_conflict_of_interest(Expert(UUID(int=3), MEMBER))
    assert not replace(swapped, compatriots_may_mark=True).has_conflict_of_interest(Expert(UUID(int=3), MEMBER))


def test_dashes_quotation_marks_and_yo_make_no_difference() -> None:
    assert len({normal_form(spelling) for spelling in DASHED}) == 1
    assert is_same_member("Колледж «Берёза»", 'колледж "Береза"')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алтайский край", "Республика Алтай"),
        ("R-01", "R-02"),
        ("Омская область", "Томская область"),
        ("Курск", "Курган"),
    ],
)
def test_other_members_stay_others(one: str, other: str) -> None:
    assert not is_same_member(one, other)


@given(st.text(), st.sampled_from(["NFC", "NFD"]))
@example("-\x1b¯", "NFC")
def test_form_case_and_spaces_are_folded_of_any_text(member: str, form: str) -> None:
    written = f"  {unicodedata.normalize(form, member)}\u00a0"  # type: ignore[arg-type]
    assert is_same_member(written, member)
    assert normal_form(normal_form(member)) == normal_form(member)


def test_the_known_ones_are_told_once_each_in_their_first_spelling() -> None:
    assert distinct(["Омск", MEMBER, *SPELLINGS, "омск"]) == [MEMBER, "Омск"]


def test_an_appointment_is_repeated_in_another_spelling() -> None:
    skill = Skill(UUID(int=1), UUID(int=2), "01", Text("Ремесло", "Craft"))
    appointed, _ = skill.appoint(Expert(UUID(int=3), MEMBER, Duty.CHIEF))
    assert appointed.appoint(Expert(UUID(int=3), SPELLINGS[0], Duty.CHIEF)) == (appointed, None)
