from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from certificates.domain.short_id import SIGNS, BadShortId, grouped, packed, read_short_id, short_id, unpacked


@given(st.uuids(), st.integers(0, 5))
def test_an_id_survives_print_and_qr(id_: UUID, attempt: int) -> None:
    text = short_id(id_, attempt)
    assert read_short_id(grouped(text)) == text
    assert unpacked(packed(text)) == text


@given(st.uuids(), st.integers(0, 11), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(id_: UUID, at: int, sign: str) -> None:
    text = short_id(id_)
    wrong = text[:at] + sign + text[at + 1 :]
    assume(wrong != text)
    # Signs that differ by 31 leave the same rest: 0 and Z.
    assume({text[at], sign} != {"0", "Z"})
    with pytest.raises(BadShortId):
        read_short_id(wrong)


@given(st.uuids(), st.integers(0, 9))
def test_two_signs_that_changed_places_are_noticed(id_: UUID, at: int) -> None:
    text = short_id(id_)
    wrong = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assume(wrong != text and {text[at], text[at + 1]} != {"0", "Z"})
    with pytest.raises(BadShortId):
        read_short_id(wrong)


@given(st.uuids())
def test_look_alikes_and_letters_of_the_russian_keyboard_are_read(id_: UUID) -> None:
    text = short_id(id_)
    typed = text.translate(str.maketrans("01ABCEHKMPTX3", "ОlАВСЕНКМРТХЗ"))
    assert read_short_id(f" {typed[:4]} {typed[4:8]}–{typed[8:]}".lower()) == text


@given(st.text(max_size=40))
def test_other_text_is_refused_and_never_fails_otherwise(text: str) -> None:
    try:
        read = read_short_id(text)
    except BadShortId:
        return
    assert len(read) == 12


@given(st.binary(max_size=12))
def test_other_bytes_are_refused(data: bytes) -> None:
    try:
        text = unpacked(data)
    except BadShortId:
        return
    assert packed(text) == data
