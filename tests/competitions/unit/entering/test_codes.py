"""A code is read as people type it, whatever keyboard it was and whatever came along."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.codes import SIGNS, drawn, read, spoken

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
    "text", ["", "K7QW", "K7QW-M4X", "K7QW-M4XPP", "K7QW-M4XP или K7QW-M4X0", "U7QW-M4XP", "Ёжикова"]
)
def test_what_is_none_or_two_is_not_read(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=400))
def test_no_text_is_too_much(text: str) -> None:
    code = read(text)
    assert code is None or all(sign in SIGNS for sign in code)
