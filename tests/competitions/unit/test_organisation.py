"""The number of an organisation, as its last digits say."""

import pytest

from competitions.domain.records.organisation import About, TaxNumberWrong
from shared.text import Text

NAME = Text("Центр навыков", "Skills Centre")
ADDRESS = Text("Приозёрск, Набережная, 1", "1 Naberezhnaya, Priozersk")


@pytest.mark.parametrize("number", ["0000000000", "1234567894", "500100732259"])
def test_numbers_that_follow_their_own_rule(number: str) -> None:
    About(NAME, ADDRESS, number).check()


@pytest.mark.parametrize(
    "number", ["", "1", "1234567890", "123456789", "500100732258", "500100732249", "12345678940", "одиннадцат"]
)
def test_a_slip_is_told(number: str) -> None:
    with pytest.raises(TaxNumberWrong):
        About(NAME, ADDRESS, number).check()


def test_a_text_names_the_operator_with_what_is_known() -> None:
    assert About(NAME, ADDRESS).told("en") == "Skills Centre, 1 Naberezhnaya, Priozersk"
    assert About(NAME, ADDRESS, "1234567894").told("ru") == "Центр навыков, ИНН 1234567894, Приозёрск, Набережная, 1"
