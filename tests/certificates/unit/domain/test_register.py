import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.register import (
    CAPACITY,
    LISTS_A_YEAR,
    BadPrefix,
    BadRegistrationNumber,
    RegisterFull,
    RegistrationNumber,
    checked_prefix,
    scattered,
)

numbers = st.builds(
    RegistrationNumber,
    st.sampled_from(["47", "Р47", "REGION-47", "A"]),
    st.integers(2020, 2099),
    st.integers(1, 99_999_999),
)


@given(numbers, st.sampled_from(["{}", " № {}", "{} ", "№{}"]), st.booleans())
def test_a_number_is_read_as_people_type_it(number: RegistrationNumber, form: str, dashes: bool) -> None:
    text = form.format(number)
    assert RegistrationNumber.parse(text.replace("-", "–").lower() if dashes else text) == number


@given(st.text())
def test_other_text_is_no_number(text: str) -> None:
    try:
        number = RegistrationNumber.parse(text)
    except BadRegistrationNumber:
        return
    assert str(number).endswith(f"-{number.year}-{number.number:06d}")


@given(st.sampled_from(["47", "50", "Р-1"]), st.integers(202600, 202699))
def test_no_two_numbers_of_a_list_share_an_index(prefix: str, list_number: int) -> None:
    indexes = {scattered(prefix, list_number, position) for position in range(0, CAPACITY, 301)}
    assert len(indexes) == len(range(0, CAPACITY, 301))
    assert all(0 <= index < CAPACITY for index in indexes)


def test_a_whole_list_is_a_permutation() -> None:
    assert len({scattered("47", 202600, position) for position in range(CAPACITY)}) == CAPACITY


def test_the_first_number_of_the_next_list_follows_the_last_of_this() -> None:
    last, first = RegistrationNumber("47", 2026, CAPACITY), RegistrationNumber("47", 2026, CAPACITY + 1)
    assert (last.status_entry.list, first.status_entry.list) == (202600, 202601)


def test_a_year_has_an_end() -> None:
    with pytest.raises(RegisterFull):
        _ = RegistrationNumber("47", 2026, CAPACITY * LISTS_A_YEAR + 1).status_entry


@pytest.mark.parametrize("text", ["", "-47", "47-", "47/1", "ABCDEFGHIJKLM", "4 7", "47\n1"])
def test_a_prefix_is_letters_digits_and_inner_hyphens(text: str) -> None:
    with pytest.raises(BadPrefix):
        checked_prefix(text)
