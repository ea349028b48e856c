"""What is typed on the other keyboard, and what is copied with its surroundings, is read as what it was meant to be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.copied import folded, plain
from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.short_id import grouped, read_short_id, short_id
from certificates.domain.verifying.verdict import Presented
from certificates.verification.presented import kind_of
from certificates.verification.typed import certificate_in, credential_in

LATIN, CYRILLIC = "ABEKMHOPCTYX", "АВЕКМНОРСТУХ"
OTHER_KEYBOARD = str.maketrans(LATIN + CYRILLIC, CYRILLIC + LATIN)
INVISIBLE = ("\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e", "\u200d")

numbers = st.builds(
    RegistrationNumber,
    st.sampled_from(["47", "PO47", "РО47", "РЦ-47", "REGION-47", "МОСКВА", "A"]),
    st.integers(2020, 2099),
    st.integers(1, 99_999_999),
)
surroundings = st.tuples(
    st.sampled_from(
        ["", "Рег. № ", "No. ", "№", "Номер: ", "Ваш сертификат ", "«", '"', "(", "\ufeff", "<b> ", "\n\t"]
    ),
    st.sampled_from(["", ".", "».", '"', ")", ",", "\u200b", " \r\n", "…", " выдан вчера."]),
)


@given(numbers, surroundings, st.booleans(), st.sampled_from(["", *INVISIBLE]), st.integers(0, 30))
def test_a_number_is_read_whatever_came_along(
    number: RegistrationNumber, around: tuple[str, str], other: bool, unseen: str, at: int
) -> None:
    text = str(number).translate(OTHER_KEYBOARD) if other else str(number)
    assert RegistrationNumber.parse(around[0] + text[:at] + unseen + text[at:] + around[1]) == number


@given(st.uuids(), surroundings, st.booleans(), st.sampled_from(["", *INVISIBLE]), st.integers(0, 14))
def test_an_id_is_read_whatever_came_along(
    id_: object, around: tuple[str, str], other: bool, unseen: str, at: int
) -> None:
    short = short_id(id_)  # type: ignore[arg-type]  # hypothesis gives UUID
    text = grouped(short).translate(OTHER_KEYBOARD) if other else grouped(short)
    assert read_short_id(around[0] + text[:at] + unseen + text[at:] + around[1]) == short


@pytest.mark.parametrize(
    "text",
    [
        "https://certificates.example/v?text=47-2026-000001",
        "<https://certificates.example/47-2026-000001>.",
        "47-2O26-ООООО1",
        "47-2026-00000l",
        "Рег. № 47 2026 000001",
        "４７－２０２６－０００００１",
        "47 \u2013 2026 \u2013 000001",
    ],
)
def test_ways_to_write_one_number(text: str) -> None:
    assert RegistrationNumber.parse(text) == RegistrationNumber("47", 2026, 1)


def test_of_two_numbers_none_is_meant() -> None:
    with pytest.raises(BadRegistrationNumber):
        RegistrationNumber.parse("47-2026-000001, 47-2026-000002")


def test_one_sign_more_is_another_text() -> None:
    for text in ("47-2026-000001-5", "47-2026-0000000001", "a_47-2026-000001"):
        with pytest.raises(BadRegistrationNumber):
            RegistrationNumber.parse(text)


@given(st.text(alphabet=LATIN + CYRILLIC + "RЦЖ7-", max_size=12))
def test_prefixes_that_look_alike_are_one(prefix: str) -> None:
    assert folded(prefix.translate(OTHER_KEYBOARD)) == folded(prefix) == folded(folded(prefix))


@given(st.text(alphabet=st.characters(exclude_characters="%")))
def test_what_is_bare_is_left_alone(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="\ufeff\u200b\u2060 \n", max_size=4), st.text(max_size=20))
def test_signed_data_lose_what_is_around_them_and_keep_what_is_in_them(around: str, value: str) -> None:
    credential = {"name": value}
    assert credential_in(around + json.dumps(credential, ensure_ascii=False) + around) == credential
    assert kind_of(around + json.dumps(credential)) is Presented.JSON


@pytest.mark.parametrize("form", ["{}", "<{}>.", "Вот: {} ", "\ufeff{}\u200b", "«{}»"])
def test_an_address_is_found_in_what_is_around_it(form: str) -> None:
    id_ = "0190e6ab-7c1a-4f7e-8a51-2a3b4c5d6e7f"
    origin = "https://certificates.example"
    assert str(certificate_in(form.format(f"{origin}/certificates/{id_}"), origin)) == id_
    assert certificate_in(form.format(f"https://other.example/certificates/{id_}"), origin) is None


@given(st.text(st.characters(codec="ascii", exclude_characters="{["), max_size=60))
def test_what_is_plain_at_first_sight_is_read_as_with_a_sign_that_nobody_sees(text: str) -> None:
    """The short way for a code's text comes to the same as the long one."""
    assert plain(text) == plain(f"{text}\u200b") == plain(f"\u200b{text}")
