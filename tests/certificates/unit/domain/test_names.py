import pytest

from certificates.domain.holders.names import full_name, initials, is_incomplete, same_name, same_team_name

NAME = "Ёлкина-Сугробова Снежана Морозовна"


@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        "елкина-сугробова снежана морозовна",
        "Снежана Морозовна  Ёлкина Сугробова",
        "Ёлкина‑Сугробова Снежана",
        "ЁЛКИНА-СУГРОБОВА СНЕЖАНА",
    ],
)
def test_case_order_yo_hyphens_and_the_patronymic_do_not_matter(typed: str) -> None:
    assert same_name(typed, NAME)


@pytest.mark.parametrize(
    "typed", ["", "Ёлкина", "Снежана", "Ёлкина Снежана Ивановна", "Ёлкина-Сугробова", "*", "Сугробова Снежана"]
)
def test_a_part_of_a_name_or_another_name_is_not_the_name(typed: str) -> None:
    assert not same_name(typed, NAME)


@pytest.mark.parametrize("typed", ["", "Ёлкина", "Снежана", "Ёлкина-Сугробова С. М.", "С М"])
def test_words_that_miss_and_initials_are_told(typed: str) -> None:
    assert is_incomplete(typed, "Ёлкина Снежана Морозовна")


def test_a_whole_name_is_complete() -> None:
    assert not is_incomplete("Сугробова Снежана", NAME)
    assert not is_incomplete("сукарно", "Сукарно")
    assert not is_incomplete("Ли И", "Ли И")


def test_a_person_with_one_word_is_found_by_it() -> None:
    assert same_name("сукарно", "Сукарно")


def test_initials_say_as_little_as_possible() -> None:
    assert initials("Ёлкина Снежана Морозовна") == "Ё. С. М."


def test_a_name_has_single_spaces_and_no_control_signs() -> None:
    assert full_name(" Ёлкина ", "Сне\u200bжана\n", "Мор\u0001озовна") == "Ёлкина Снежана Мор озовна"


@pytest.mark.parametrize(
    ("typed", "name", "is_same"),
    [
        ("звёзды 7", "«ЗВЕЗДЫ-7»", True),
        ("Звёзды 8", "Звёзды 7", False),
        ("Звёзды", "Звёзды 7", False),
        ("7 Звёзды", "Звёзды 7", False),
        ("Юные мастера", "Юные мастера Севера", False),
        ("★", "★★", False),
        ("★★", "★★", True),
    ],
)
def test_a_teams_name_is_compared_word_by_word(typed: str, name: str, is_same: bool) -> None:
    assert same_team_name(typed, name) is is_same
