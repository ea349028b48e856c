"""The sentence that runs through a diploma, from the words that a ruleset gives."""

import pytest
from tests.certificates.earning import held, known

from certificates.documents.said import parted
from certificates.documents.words import earned_in
from certificates.domain.context import Context
from shared.text import Text


@pytest.mark.parametrize(
    ("heading", "title", "degree", "deed"),
    [
        ("Диплом", "Золотая медаль", "", "Золотая медаль"),
        ("Диплом", "Диплом I степени, победитель", "I степени", "победитель"),
        ("Диплом", "Диплом II степени команде", "", "Диплом II степени команде"),
        ("Диплом", "Дипломант", "", "Дипломант"),
        ("Diploma", "First-degree diploma, winner", "", "First-degree diploma, winner"),
        ("Благодарственное письмо", "Благодарственное письмо за подготовку призёра", "", "за подготовку призёра"),
        ("Letter of thanks", "Letter of thanks for preparing a winner", "", "for preparing a winner"),
    ],
)
def test_a_title_that_begins_with_its_heading_does_not_say_it_twice(
    heading: str, title: str, degree: str, deed: str
) -> None:
    assert parted(heading, title) == (degree, deed)


def test_a_course_that_is_called_as_what_it_gives_is_named_once() -> None:
    earned = known("robotics", Text("Робототехника", "Robotics"), 1)
    assert earned_in(earned, Context("course", title=Text("РОБОТОТЕХНИКА", "Robots in summer")), "ru") == ""
    assert (
        earned_in(earned, Context("course", title=Text("РОБОТОТЕХНИКА", "Robots in summer")), "en")
        == "Robots in summer"
    )
    assert earned_in(earned, held("Открытый чемпионат"), "ru") == "Открытый чемпионат"
    assert earned_in(earned, Context(), "ru") == ""
