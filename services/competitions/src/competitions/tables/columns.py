"""The columns of a table of awards: who, when, and the facts that the achievement asks for."""

from collections.abc import Container, Mapping
from typing import Final

from competitions.domain.awards.offers import Offer
from competitions.workbook.people import HEADINGS as OF_ENTRANTS

OF_PEOPLE: Final = ("family_name", "given_name", "patronymic", "birth_date", "email", "guardian", "guardian_email")
PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: OF_ENTRANTS[name] for name in OF_PEOPLE},
    "full_name": ("Full name", "ФИО", "Фамилия, имя, отчество", "Фамилия имя отчество"),
}
OF_ROW: Final[Mapping[str, tuple[str, ...]]] = {
    "granted_on": ("Date of award", "Дата выдачи", "Дата награждения"),
    "language": ("Language", "Язык"),
    "key": ("Key", "Ключ"),
    "consent_on": ("Consent: date", "Согласие: дата"),
    "consent_file": ("Consent: file number", "Согласие: номер дела"),
    "championship": ("Championship", "Чемпионат"),
    "course": ("Course", "Курс", "Программа"),
    "event": ("Event", "Мероприятие"),
}
FACTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "hours": {"hours": ("Hours", "Часы", "Часов", "Количество часов")},
    "score": {
        "score": ("Score", "Баллы", "Балл"),
        "out_of": ("Out of", "Из скольких баллов", "Максимум баллов"),
    },
    "result": {"result": ("Result", "Результат", "Оценка")},
    "period": {
        "starts_on": ("From", "Начало", "Начало обучения"),
        "ends_on": ("To", "Окончание", "Окончание обучения"),
    },
    "basis": {"basis": ("Basis", "Основание", "Приказ", "Протокол")},
    "modules": {"modules": ("Modules", "Модули")},
    "evidence": {"evidence": ("Evidence", "Подтверждение", "Портфолио")},
    "level": {"level": ("Level", "Уровень")},
}
"""By the word that the achievement has for it."""


def words_for(offer: Offer) -> dict[str, tuple[str, ...]]:
    """The headings by field, in each language; a program may use the field's own name."""
    facts = {field: words for want in offer.asked for field, words in FACTS[want.name].items()}
    return {field: (*words, field) for field, words in {**PEOPLE, **OF_ROW, **facts}.items()}


def needed(offer: Offer) -> tuple[str, ...]:
    """Beside the name, which may stand in one column or in several."""
    return tuple(next(iter(FACTS[want.name])) for want in offer.asked if want.required)


def has_names(columns: Container[str]) -> bool:
    return "full_name" in columns or ("family_name" in columns and "given_name" in columns)


def template_row(offer: Offer, language: str) -> list[str]:
    """The headings in the reader's language; a star marks what is needed."""
    starred = {"family_name", "given_name", *needed(offer)}
    place = 0 if language == "en" else 1
    shown = {field: words for field, words in words_for(offer).items() if field != "full_name"}
    return [words[place] + ("*" if field in starred else "") for field, words in shown.items()]
