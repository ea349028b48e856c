import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import (
    MOST_MARKS,
    USUAL,
    Text,
    UnreadableCharacter,
    line,
    prose,
    readable,
    readable_prose,
    unquoted,
)


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


@given(st.from_regex(USUAL, fullmatch=True))
def test_usual_texts_are_kept_as_any_other(raw: str) -> None:
    """The short way for them leads to the same."""
    assert line(raw) == line(f"{raw} あ").removesuffix("あ").strip()


@given(st.text())
def test_what_nobody_can_type_anew_is_always_read(raw: str) -> None:
    assert readable(raw) == line(readable(raw))
    assert readable_prose(raw) == prose(readable_prose(raw))


@pytest.mark.parametrize(
    ("told", "read"),
    [("Ма\u0001рия", "Ма рия"), ("Ма\ue000рия\ud800", "Мария"), ("Мария\r\nПетровна", "Мария Петровна")],
)
def test_control_characters_part_words_where_they_are_not_refused(told: str, read: str) -> None:
    assert readable(told) == read


def test_prose_that_is_only_read_keeps_its_lines() -> None:
    assert readable_prose("Первая\r\nвто\u200bрая\u0001строка") == "Первая\nвторая строка"


def test_a_letter_has_no_more_marks_than_writing_has() -> None:
    assert line("Z" + "\u0316" * 20_000) == "Z" + "\u0316" * MOST_MARKS
    assert line("בְּרֵאשִׁ֖ית") == unicodedata.normalize("NFC", "בְּרֵאשִׁ֖ית")


def test_a_text_is_told_in_the_readers_language() -> None:
    assert [Text("да", "yes").in_language(language) for language in ("ru", "en", "de")] == ["да", "yes", "да"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("«Медведи»", "Медведи"),
        ('"Медведи"', "Медведи"),
        ("„Bären“", "Bären"),
        ("“Bears”", "Bears"),
        ("«А» и «Б»", "«А» и «Б»"),
        ("Школа «Старт»", "Школа «Старт»"),
        ("«»", "«»"),
        ("", ""),
    ],
)
def test_quotation_marks_are_left_out_where_they_are_around_the_whole(name: str, bare: str) -> None:
    assert unquoted(name) == bare
