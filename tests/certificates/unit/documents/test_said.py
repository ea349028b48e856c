"""The sentence that runs through a diploma, from the words that a ruleset gives."""

import pytest

from certificates.documents.said import parted


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
