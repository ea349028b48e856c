"""A code is read as people type it, whatever keyboard it was and whatever came along."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.codes import LENGTH, SIGNS, drawn, read, spoken

CODE = "K7QWM4XP"
AROUND = (
    "{}",
    " {} ",
    "{}.",
    "«{}»",
    "Код {}",
    "Код заявки: {}.",
    "\ufeff{}",
    "https://skillproof.example/entry/{}",
    "{}\n",
)

OTHER_KEYBOARD = str.maketrans("ABEKMHPCTYX3", "АВЕКМНРСТУХЗ")
UNSEEN = ("", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e")
BEFORE = ("", "Код ", "код: ", "Code ", "«", "(", "\ufeff", "\n\t", "https://contest2.example/entry/", "/entry/")
BEHIND = ("", ".", "».", ")", ",", "\u200b", " \r\n", "…", "/")

codes = st.text(SIGNS, min_size=LENGTH, max_size=LENGTH)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    "written", [CODE, "K7QW-M4XP", "k7qw m4xp", "K7QW–M4XP", "K7QW\u00a0M4XP", "К7QW-М4ХР", "K7\u00adQW-M4XP"]
)
def test_the_same_code(around: str, written: str) -> None:
    assert read(around.format(written)) == CODE


@given(st.integers())
def test_whatever_is_drawn_is_read_in_both_spellings(seed: int) -> None:
    code = drawn(random.Random(seed).choice)
    assert read(code) == read(spoken(code)) == read(spoken(code).lower()) == code


@pytest.mark.parametrize(
    "text", ["", "K7QW", "K7QW-M4X", "K7QW-M4XPP", "K7QW-M4XP-2", "K7QW-M4XP или K7QW-M4X0", "U7QW-M4XP", "Ёжикова"]
)
def test_what_is_none_or_two_is_not_read(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=400))
def test_no_text_is_too_much(text: str) -> None:
    code = read(text)
    assert code is None or all(sign in SIGNS for sign in code)


@given(
    codes,
    st.sampled_from(BEFORE),
    st.sampled_from(BEHIND),
    st.sampled_from(["", "-", " ", "\u2013", "\u00a0", " \u2014 ", "\u2011"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(UNSEEN),
    st.integers(0, LENGTH),
)
def test_a_code_is_read_whatever_came_along(
    code: str, before: str, behind: str, between: str, is_other: bool, is_small: bool, unseen: str, at: int
) -> None:
    text = code.translate(OTHER_KEYBOARD) if is_other else code
    text = text.lower() if is_small else text
    halves = between.join((text[: LENGTH // 2], text[LENGTH // 2 :]))
    assert read(before + halves[:at] + unseen + halves[at:] + behind) == code


@pytest.mark.parametrize(
    "text", ["Ваш код K7QW-M4XP, не теряйте его", "Вход: К7QW-М4ХР (Альфин)", "K7QWM4XP, K7QW-M4XP"]
)
def test_a_code_is_found_in_a_sentence(text: str) -> None:
    assert read(text) == "K7QWM4XP"
