"""The code of an entry, typed on the other keyboard or pasted with its surroundings, is read as what it was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.codes import LENGTH, SIGNS, read, spoken

OTHER_KEYBOARD = str.maketrans("ABEKMHPCTYX3", "АВЕКМНРСТУХЗ")
UNSEEN = ("", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e")
BEFORE = ("", "Код ", "код: ", "Code ", "«", "(", "\ufeff", "\n\t", "https://contest2.example/entry/", "/entry/")
BEHIND = ("", ".", "».", ")", ",", "\u200b", " \r\n", "…", "/")

codes = st.text(SIGNS, min_size=LENGTH, max_size=LENGTH)


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


@pytest.mark.parametrize(
    "text", ["K7QW-M4XP, K7QW-M4XQ", "K7QW-M4XP-2", "K7QW-M4XPA", "K7QW-M4X", "", "\ufeff", "Альфин Пётр", "1234567U"]
)
def test_what_is_no_code_or_two_is_none(text: str) -> None:
    assert read(text) is None


@given(codes)
def test_a_code_is_read_as_it_is_printed(code: str) -> None:
    assert read(spoken(code)) == code
