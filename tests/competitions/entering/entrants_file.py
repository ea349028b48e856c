"""Files of entrants for tests, written as people write them."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from shared.workbooks.writing import workbook

HEADINGS = (
    "Компетенция*", "Фамилия*", "Имя*", "Отчество", "Дата рождения*", "Электронная почта", "Телефон",
    "Регион или организация*", "Язык", "Класс",
)  # fmt: skip
NAMES: Sequence[tuple[str, str, str | None]] = (
    ("Щёткина", "Алёна", "Вымысловна"),
    ("И\u0306одко", "Приме\u0301р", "Тестович"),
    ("Иванова-Петрова", "Анна-Мария", None),
    ("Smith", "John", None),
    ("Әхмәтҗанова", "Гөлнәз", "Вымысел кызы"),
    ("王", "小明", None),
    ("Тучкин", "Ефим", "Пробович"),
)
PHONES = ("8 (912) 345-67-{n:02}", "+7 912 345 67 {n:02}", "91234567{n:02}")
Row = list[Any]


def rows(number: int, seed: int = 1) -> list[Row]:
    """Different people, in every spelling of dates, addresses and telephone numbers."""
    chance = random.Random(seed)
    made = []
    for n in range(number):
        family, given, patronymic = NAMES[n % len(NAMES)]
        born = date(2006, 1, 1) + timedelta(days=n % 900)
        given = f"{given} {''.join(chance.choices('абвгдежз', k=8))}"
        written = (born, born.strftime("%d.%m.%Y"), (born - date(1899, 12, 30)).days, born.isoformat())[n % 4]
        email = (f"e{n}@example.org", f" e{n}@example.org ", None)[n % 3]
        phone = PHONES[n % 3].format(n=n % 100)
        made.append([f"{n % 4 + 1:02}", family, given, patronymic, written, email, phone, f"R-{n % 9}", "ru", "10 А"])
    return made


def file(body: Sequence[Row], headings: Sequence[str] = HEADINGS) -> bytes:
    return workbook("Заявки", [headings, *body])


FAULTS: Mapping[str, tuple[str, Any]] = {
    "no family name": ("Фамилия*", None),
    "no given name": ("Имя*", ""),
    "no skill": ("Компетенция*", None),
    "no member": ("Регион или организация*", " "),
    "no birth date": ("Дата рождения*", None),
    "no such day": ("Дата рождения*", "31.02.2009"),
    "no date": ("Дата рождения*", "весной"),
    "not born yet": ("Дата рождения*", "01.01.2999"),
    "unknown skill": ("Компетенция*", "Метеостанция"),
    "no address": ("Электронная почта", "anna.example.org"),
    "no telephone": ("Телефон", "нет"),
    "unknown language": ("Язык", "клингон"),
}
"""By kind: the column, and what stands there."""


def spoilt(body: Sequence[Row], number: int) -> tuple[list[Row], set[tuple[int, str]]]:
    """So many cells are wrong, of every kind; with the row and the letter of each column."""
    made, places = [list(row) for row in body], set()
    for count, (column, value) in zip(range(number), [*FAULTS.values()] * number, strict=False):
        at = 3 + count * (len(body) // number - 1)
        place = HEADINGS.index(column)
        made[at][place] = value
        places.add((at + 2, "ABCDEFGHIJ"[place]))
    return made, places
