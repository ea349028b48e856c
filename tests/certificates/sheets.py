"""Certificates in the shipped designs: cases of words and of looks, and the room that each design keeps its words in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.certificates.papers import AT, LONG, QR, WORDS, printer

from certificates.documents.settable import Look, Picture, Rows, Words

MARK: Final = Picture(
    "svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19"/></svg>'
)
FULL: Final = Look("#7a1f2b", "gold", MARK, MARK)
SEALED: Final = Look("#1d5c4d", "silver", MARK, MARK, MARK)
SIGNED: Final = {
    "signatory_post": "Директор Центра навыков Приозёрья",
    "signatory_name": "М. А. Ветрова",
    "seal_alt": "Печать организации",
    "logo_alt": "Эмблема организации",
    "facsimile_alt": "Факсимиле подписи",
    "place": "г. Приозёрск",
}
DIPLOMA: Final[Words] = {
    **WORDS,
    "document": "Диплом",
    "confirms": "награждается",
    "number_label": "Рег. №",
    "earned": "Золотая медаль в компетенции «Метеостанции»",
    "event": "Открытый чемпионат «Профи»",
    "dates": "18–22 ноября 2026",
}
COURSE: Final[Words] = {
    **DIPLOMA,
    "document": "Сертификат о прохождении обучения",
    "award": "«Автоматические метеостанции: от датчика до прогноза»",
    "particulars": [("Часов", "72"), ("Модули", "Датчики (24 ч); Прогноз (16 ч)"), ("Основание", "приказ № 118-у")],
}
DESIGNS: Final[Mapping[str, Words]] = {"across": DIPLOMA, "upright": DIPLOMA, "course": COURSE, "thanks": DIPLOMA}


@dataclass(frozen=True, slots=True)
class Room:
    """Millimetres from the left and the lower edge."""

    left: float
    right: float
    bottom: float
    top: float


ROOMS: Final = {
    "across": Room(27, 270, 20, 189),
    "upright": Room(56, 192, 17, 278),
    "course": Room(25, 185, 17, 278),
    "thanks": Room(28, 182, 22, 272),
}
CASES: Final[Mapping[str, tuple[Words, Look]]] = {
    "nothing but what is always known": ({"score": ""}, Look()),
    "all that may be known": (SIGNED, FULL),
    "Vietnamese": ({**SIGNED, "name": "Nguyễn Thị Ánh"}, FULL),
    "sealed": (SIGNED, SEALED),
    "Chinese": ({"name": "王小明"}, Look(medal="silver")),
    "Georgian": ({"name": "გიორგი მაისურაძე"}, Look(medal="bronze")),
    "Greek": ({**SIGNED, "name": "Γιώργος Παπαδόπουλος"}, FULL),
    "both languages": (
        {**SIGNED, "other_language": "en", "other_document": "Diploma", "other_earned": "Gold medal, Weather Stations"},
        FULL,
    ),
    "a duplicate": ({**SIGNED, **LONG["as in life"], "duplicate": "Дубликат"}, FULL),
    "a team": ({**SIGNED, "members": "; ".join(["Щукина-Ёлкина Юлия"] * 6), "team": "Наставник М. А. Озерова"}, FULL),
    "as in life": (
        {**SIGNED, **LONG["as in life"], "earned": f"Золотая медаль в компетенции «{LONG['as in life']['skill']}»"},
        FULL,
    ),
    "one word": ({**SIGNED, "name": "Трансконтинентальновысокогорнопредгорнаяметеорологическая Анна"}, FULL),
    "boxes": ({**SIGNED, "name": "Олег 🏅 Ким"}, FULL),
    "the longest that can be entered": (
        {
            **SIGNED,
            **LONG["the longest that can be entered"],
            "earned": "Ж" * 300,
            "event": "Щ" * 300,
            "team": "Ы" * 200,
            "members": "; ".join(["Щ" * 90] * 12),
            "signatory_post": "Ф" * 200,
            "signatory_name": "Ф" * 100,
            "place": "Щ" * 60,
        },
        SEALED,
    ),
}


def sheet(design: str, words: Words, look: Look) -> bytes:
    """`words` beside those of the design."""
    return printer().pdf({**DESIGNS.get(design, DIPLOMA), **words}, QR, "{}", AT, look, design)


NAMES_OF_A_CLASS: Final = (
    *("Береговая Ольга Павловна", "Nguyễn Thị Ánh", "王小明", "Щукина-Ёлкина Юлия Андреевна"),
    *("Константинопольская-Преображенская Александра-Виктория Христофоровна", "Щ" * 200),
)


def of_a_class(design: str) -> bytes:
    """The list to sign, or the cards, of 24 people."""
    names = NAMES_OF_A_CLASS * 4
    rows: dict[str, Rows] = {
        "attendance": [(str(at), name, f"47-2026-{at:06d}", "M65N-YW8A-YJ4S") for at, name in enumerate(names)],
        "labels": [(name, "Золотая медаль", "47-2026-000001", "M65N-YW8A-YJ4S", "qr-1.svg") for name in names],
    }
    columns = [("№",), ("Имя",), ("Рег. №",), ("Код",), ("Подпись",)]
    words: Words = {**WORDS, **SIGNED, "numbers": "47-2026-000001", "columns": columns, "rows": rows[design]}
    return printer().together(words, {"qr-1.svg": QR.encode()}, AT, SEALED, design)
