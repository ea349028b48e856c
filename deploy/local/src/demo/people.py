"""The people of the demo, as in `people.json`, from which the local sign-in knows them too."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from localstack.folders import LOCAL

PEOPLE: Final = LOCAL / "people.json"
ORGANISER: Final = "anna"
OFFICER: Final = "olga"
STRANGER: Final = "viktor"
"""An officer of another organisation."""


@dataclass(frozen=True)
class Person:
    account: str
    record: dict[str, Any]

    @property
    def name(self) -> str:
        """As on a certificate."""
        return " ".join(self.record[part] for part in ("family_name", "given_name", "patronymic"))

    @property
    def skill(self) -> str:
        """The number of the skill that the person competes in or judges."""
        return str(self.record["skill"])

    @property
    def member(self) -> str:
        return str(self.record["member"])

    @property
    def shows(self) -> list[str] | None:
        """What may be shown of the person in public; nothing of it is a no, and None: nobody answered."""
        return self.record.get("shows")

    @property
    def is_chief(self) -> bool:
        return self.record.get("duty") == "chief"

    @property
    def age(self) -> int | None:
        return self.record.get("age")

    @property
    def guardian(self) -> str | None:
        """The guardian's account."""
        return self.record.get("guardian")

    @cached_property
    def birth_date(self) -> date | None:
        """So that the age is right whenever the demo is played."""
        return None if self.age is None else birth_date(self.age)


def birth_date(age: int) -> date:
    """Of somebody who is that old today."""
    today, month, day = date.today(), 3, 14  # noqa: DTZ011 - a calendar's day, not a moment
    had_birthday = (today.month, today.day) >= (month, day)
    return date(today.year - age - (not had_birthday), month, day)


@dataclass(frozen=True, slots=True)
class Cast:
    people: dict[str, Person]

    @classmethod
    def load(cls, file: Path = PEOPLE) -> "Cast":
        return cls({record["account"]: Person(record["account"], record) for record in json.loads(file.read_text())})

    def with_role(self, role: str, programme: str | None = None) -> list[Person]:
        """Of the main championship, or of the programme's own."""
        known = self.people.values()
        return [one for one in known if role in one.record["roles"] and one.record.get("programme") == programme]

    @property
    def competitors(self) -> list[Person]:
        return self.with_role("competitor")

    @property
    def experts(self) -> list[Person]:
        return self.with_role("expert")

    def jury(self, skill: str) -> list[Person]:
        return [expert for expert in self.experts if expert.skill == skill]

    def chief(self, skill: str) -> Person:
        return next(expert for expert in self.jury(skill) if expert.is_chief)

    def compatriot(self, competitor: Person) -> Person | None:
        """The expert who must not mark this competitor."""
        return next((one for one in self.jury(competitor.skill) if one.member == competitor.member), None)
