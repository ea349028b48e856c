"""Who completed the course: nobody of them is known before the table comes, and nobody has an account."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from demo.expected import ADULT, CHILD
from demo.people import birth_date

FILE: Final = Path(__file__).parents[1] / "data" / "course.csv"
HEADINGS: Final = (
    "Фамилия*",
    "Имя*",
    "Отчество",
    "Дата рождения",
    "Электронная почта",
    "Родитель: ФИО",
    "Родитель: почта",
    "Согласие: дата",
    "Согласие: номер дела",
)


@dataclass(frozen=True, slots=True)
class Learner:
    family_name: str
    given_name: str
    patronymic: str
    age: int
    email: str
    guardian: str
    guardian_email: str

    @property
    def addresses(self) -> list[str]:
        """Whom a letter reaches: under 14 the guardian, to 17 both, from 18 the person."""
        own = [self.email] if self.email and self.age >= CHILD else []
        return [*own, *([self.guardian_email] if self.guardian_email and self.age < ADULT else [])]

    def row(self, number: int, consent_on: date) -> list[str]:
        born = birth_date(self.age).strftime("%d.%m.%Y")
        names = [self.family_name, self.given_name, self.patronymic, born, self.email]
        return [*names, self.guardian, self.guardian_email, consent_on.strftime("%d.%m.%Y"), f"05-17/{number}"]


def learners(file: Path = FILE) -> list[Learner]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return [Learner(**{**row, "age": int(row["age"])}) for row in rows]  # type: ignore[arg-type]


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """As spreadsheets write it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")


def letters(people: Sequence[Learner]) -> Counter[str]:
    """How many arrive at each address."""
    return Counter(address for one in people for address in one.addresses)
