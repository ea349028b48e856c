"""Who signs a form, what that freezes, and what is given back to its team."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.unit.sheets import CHIEF, CODES, GOOD, JURY, NOON, ONE, SHEET, TWO, filled, later, newest

from competitions.domain.aspect import Measured
from competitions.domain.history.refusals import AlreadySigned, NotOnTeam, Sealed, UnknownAspect
from competitions.domain.refusal import Refusal
from competitions.domain.sheet import Sheet
from competitions.domain.signing.form import Reopening, Signing
from competitions.domain.signing.sheets import NothingReopened, NotSigned, ReopeningUnexplained, reopen, sign
from competitions.domain.skill import NotChief

TEAM = (ONE.subject_id, TWO.subject_id)
EACH = replace(filled(), team=TEAM, signing=Signing(by_each=True))
SIGNED = sign(filled(), ONE, NOON)[0]


def reopening(*codes: str, id: int = 1, reason: str = "An appeal was accepted") -> Reopening:
    return Reopening(UUID(int=id), codes, CHIEF.subject_id, later(id), reason)


def enter(sheet: Sheet, code: str) -> Sheet:
    saw = newest(sheet, code)
    return sheet.enter(UUID(int=500), code, Measured(False), ONE, NOON, saw=saw, jury=JURY)[0]


def test_each_of_the_team_signs_and_the_first_signature_freezes() -> None:
    first, signature = sign(EACH, ONE, NOON)
    assert signature
    assert not first.is_signed
    with pytest.raises(AlreadySigned):
        enter(first, "A1.01")
    assert sign(first, ONE, later(1)) == (first, None), "a repeat"
    with pytest.raises(NotOnTeam):
        sign(first, CHIEF, NOON)  # nobody stands in for a colleague
    second, _ = sign(first, TWO, later(1))
    assert second.is_signed
    assert [one.by for one in second.signing.signatures] == list(TEAM)


def test_of_a_jury_without_teams_as_many_sign_as_judge() -> None:
    sheet = replace(EACH, team=())
    for by, is_signed in ((ONE, False), (TWO, False), (CHIEF, True)):
        sheet, _ = sign(sheet, by, NOON)
        assert sheet.is_signed is is_signed


def test_who_left_the_team_is_waited_for_no_more() -> None:
    sheet, _ = sign(EACH, ONE, NOON)
    assert replace(sheet, team=TEAM[:1]).is_signed


def test_only_what_is_named_is_opened_again_and_signatures_are_taken_back() -> None:
    opened = reopen(SIGNED, reopening("A1.01"), CHIEF)
    assert opened.marks == SIGNED.marks
    assert not opened.is_signed
    assert opened.signing.reopenings[0].taken_back == SIGNED.signing.signatures
    assert enter(opened, "A1.01").marks["A1.01"].mark == 0
    with pytest.raises(AlreadySigned):
        enter(opened, "A1.03")
    further = reopen(opened, reopening("A1.03", id=2), CHIEF)
    assert further.signing.open == ("A1.01", "A1.03")
    assert reopen(further, reopening("A1.01"), CHIEF) is further, "a repeat"
    again, _ = sign(further, TWO, later(9))
    assert again.is_signed
    assert again.signing.open == ()
    assert reopen(again, reopening("A1.01"), CHIEF) is again, "a repeat opens nothing that was signed since"
    # Signed at 0, A1.01 opened at 1, A1.03 with it at 2, signed anew at 9.
    for code, closed in {"A1.01": "-+---+", "A1.03": "-++--+", "A1.02": "-+++++"}.items():
        moments = (later(minutes) for minutes in (-1, 0.5, 1.5, 2.5, 8.5, 9.5))
        assert "".join("-+"[again.signing.closed(code, at, CODES)] for at in moments) == closed, code


@pytest.mark.parametrize(
    ("sheet", "asked", "by", "refusal"),
    [
        (SIGNED, reopening("A1.01"), ONE, NotChief),
        (SIGNED, reopening("A1.99"), CHIEF, UnknownAspect),
        (SIGNED, reopening(), CHIEF, NothingReopened),
        (SIGNED, reopening("A1.01", reason=" "), CHIEF, ReopeningUnexplained),
        (replace(SIGNED, sealed=True), reopening("A1.01"), CHIEF, Sealed),
        (filled(), reopening("A1.01"), CHIEF, NotSigned),
        (reopen(SIGNED, reopening("A1.01"), CHIEF), reopening("A1.01", id=2), CHIEF, NotSigned),
    ],
)
def test_what_is_not_opened_again(sheet: Sheet, asked: Reopening, by: object, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        reopen(sheet, asked, by)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["sign one", "sign two", *CODES, *(f"open {code}" for code in CODES)]), max_size=12))
def test_nothing_is_entered_under_a_signature_and_none_is_lost(steps: list[str]) -> None:
    sheet, given_ = EACH, 0
    for number, step in enumerate(steps):
        before = sheet
        verb, _, code = step.partition(" ")
        try:
            match verb:
                case "sign":
                    sheet, signature = sign(sheet, ONE if code == "one" else TWO, later(number))
                    given_ += signature is not None
                case "open":
                    sheet = reopen(sheet, reopening(code, id=number), CHIEF)
                case _:
                    saw = newest(sheet, step)
                    id = UUID(int=600 + number)
                    sheet, _ = sheet.enter(id, step, GOOD[step], ONE, NOON, saw=saw, jury=JURY)
        except Refusal:
            assert sheet is before
        if before.signing.is_begun and verb != "open":
            assert sheet.history == before.history
        stand, back = sheet.signing.signatures, [one for each in sheet.signing.reopenings for one in each.taken_back]
        assert len(stand) + len(back) == given_
    assert SHEET.signing == Signing(), "nothing is shared"
