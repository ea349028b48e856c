"""Which letters certificates can be printed with, and how a refusal names those that cannot."""

from typing import Annotated, Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.printing.faces import FACES
from shared.printing.field import Printable
from shared.printing.letters import face_of, letters, unprintable
from shared.text import USUAL
from shared.web.i18n import texts
from shared.web.problems.faults import told

FIELD: TypeAdapter[str] = TypeAdapter(Annotated[str, Printable])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ёж", ["Ё", "ж"]),
        ("\u0415\u0308ж", ["Ё", "ж"]),
        ("а\u0301б", ["а\u0301", "б"]),
        ("х\u0323\u0301", ["х\u0323\u0301"]),
        ("क्\u200dष", ["क्\u200d", "ष"]),
        ("\u0301а", ["\u0301", "а"]),
        ("И\u00adва\u200bн\ufeff", ["И", "в", "а", "н"]),
        ("葛\U000e0100", ["葛"]),
        ("\u202eаб", ["а", "б"]),
        ("", []),
    ],
)
def test_a_letter_is_a_sign_with_its_marks(text: str, wanted: list[str]) -> None:
    assert list(letters(text)) == wanted


def test_what_most_texts_are_of_can_all_be_printed() -> None:
    """These are not looked at one by one."""
    usual = [sign for sign in map(chr, range(0x10000)) if USUAL.fullmatch(sign) and not sign.isspace()]
    assert len(usual) > 150
    assert [sign for sign in usual if face_of(sign) is None] == []


@pytest.mark.parametrize(
    ("letter", "family"),
    [
        ("Щ", "Golos Text"),
        ("ễ", "Noto Sans"),
        ("Ω", "Noto Sans"),
        ("а\u0301", "Golos Text"),
        ("х\u0323", "Noto Sans"),
        ("क्\u200d", "Noto Sans"),
        ("გ", "Noto Sans Georgian"),
        ("Հ", "Noto Sans Armenian"),
        ("ד", "Noto Sans Hebrew"),
        ("م", "Noto Sans Arabic"),
        ("王", "Noto Sans SC"),
        ("□", "Noto Sans SC"),
        ("김", None),
        ("🏅", None),
        ("王\u064b", None),
        ("а" + "\u0301" * 4, "Golos Text"),
        ("а" + "\u0301" * 5, None),
        ("\u0001", None),
        ("\ue000", None),
        ("\U0010ffff", None),
    ],
)
def test_the_first_face_that_has_the_whole_letter_sets_it(letter: str, family: str | None) -> None:
    face = face_of(letter)
    assert (face.family if face else None) == family


def test_the_table_is_in_order() -> None:
    for face in FACES:
        points = [point for pair in face.ranges for point in pair]
        assert points == sorted(points)
        assert all(later[0] > earlier[1] + 1 for earlier, later in zip(face.ranges, face.ranges[1:], strict=False))


def test_what_cannot_be_printed_is_told_once_and_in_order() -> None:
    assert unprintable("김🏅 Олег 🏅\t\u00a0\n") == ("김", "🏅")
    assert unprintable("👨\u200d👩") == ("👨", "👩")


REFUSED = {
    "Олег 🏅": "🏅 (U+1F3C5)",
    "Иван\u0001": "U+0001",
    "김철수": "김 (U+AE40), 철 (U+CCA0), 수 (U+C218)",
    "王\u064b": "王\u064b (U+738B U+064B)",
    "ไทยแลนด์": "ไ (U+0E44), ท (U+0E17), ย (U+0E22), แ (U+0E41), ล (U+0E25), …",
}


@pytest.mark.parametrize(("text", "named"), REFUSED.items())
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_refusal_names_the_letters(text: str, named: str, language: Literal["ru", "en"]) -> None:
    with pytest.raises(ValidationError) as refused:
        FIELD.validate_python(text)
    message, fix = told(dict(refused.value.errors()[0]), texts("shared", language))
    start = {"ru": "На сертификате это нельзя напечатать", "en": "A certificate cannot be printed with this"}[language]
    assert message == f"{start}: {named}."
    assert fix


def test_what_can_be_printed_is_taken_as_it_is() -> None:
    for text in ("Ёлкина Снежана", "Nguyễn Thị Ánh", "王伟", "а\u0301"):
        assert FIELD.validate_python(text) == text
