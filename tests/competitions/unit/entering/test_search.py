"""Names are found however they are typed."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.search import fold, sought, words_of


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Щёткина", "щеткина"),
        ("Иванова-Петрова", "петрова"),
        ("Йодко", "йодко"),
        (unicodedata.normalize("NFD", "Щёткина"), "Щёткина"),
        (unicodedata.normalize("NFD", "Йодко"), "йод"),
        ("Әхмәтҗанова", "әхмәт"),
        ("王小明", "王"),
        ("O’Brien", "obrien"),
        ("Müller", "muller"),
        ("Ко́това", "котова"),
    ],
)
def test_a_name_is_found_by_the_beginning_of_a_part(written: str, typed: str) -> None:
    assert any(word.startswith(fold(typed)) for word in words_of(written))


@given(st.text("аяёАЯЁйЙazAZ -"))
def test_a_usual_name_is_folded_as_every_other(name: str) -> None:
    """The sign behind it is dropped, and there for the way of all names."""
    assert fold(name) == fold(f"{name}ʼ")


def test_letters_that_are_letters_of_their_own_stay() -> None:
    assert fold("Йодко") != fold("Иодко")
    assert fold("Әлия") != fold("Алия")


def test_what_was_typed_is_told_apart_by_its_kind() -> None:
    found = sought("Берёзова  Анна 14.03.2008 Anna@Example.org")
    assert (found.words, found.born_on, found.email) == (
        ("березова", "анна"),
        date(2008, 3, 14),
        "anna@example.org",
    )
    assert sought("2008-03-14").born_on == date(2008, 3, 14)
    assert sought("31.02.2009").born_on is None
    assert sought("").words == ()
