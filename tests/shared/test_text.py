import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import Text, UnreadableCharacter, line, prose


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Мария\u00a0 Иванова ", "Мария Иванова"),
        ("Ма\u00adрия", "Мария"),
        ("Мари\u200bя", "Мария"),
        ("\ufeffМария", "Мария"),
        ("Йод и\u0306од", "Йод йод"),
        ("\u202eМария\u202c", "Мария"),
        ("Ма\u200dрия", "Мария"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("ㅤМария", "Мария"),
        ("\u200b", ""),
    ],
)
def test_a_line_is_kept_as_it_is_read(typed: str, kept: str) -> None:
    assert line(typed) == kept


@pytest.mark.parametrize("character", ["\x00", "\x01", "\t", "\n", "\x7f", "\x85", "\ud800", "\ue000", "\uffff"])
def test_what_nobody_can_read_is_refused_with_its_place(character: str) -> None:
    with pytest.raises(UnreadableCharacter) as refused:
        line(f"Ма{character}рия")
    assert (refused.value.code, refused.value.place) == (f"U+{ord(character):04X}", 3)


def test_prose_keeps_its_lines() -> None:
    assert prose(" Первая\t строка \r\n\r\n вторая ") == "Первая строка\n\nвторая"


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    try:
        once = line(raw)
    except UnreadableCharacter:
        return
    assert line(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()


def test_a_text_is_told_in_the_readers_language() -> None:
    assert [Text("да", "yes").in_language(language) for language in ("ru", "en", "de")] == ["да", "yes", "да"]
