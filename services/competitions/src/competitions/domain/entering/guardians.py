"""Who answers for a minor that somebody else enters: by name, and with an address where letters go."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from competitions.domain.person import Person


@dataclass(frozen=True, slots=True)
class Guardian:
    family_name: str
    given_name: str
    patronymic: str | None = None
    email: str | None = None

    @property
    def full_name(self) -> str:
        return " ".join(name for name in (self.family_name, self.given_name, self.patronymic) if name)

    @classmethod
    def written(cls, text: str, email: str | None = None) -> "Guardian | None":
        """Of a full name, in the order in which documents have it; None where it is not whole."""
        family_name, _blank, rest = " ".join(text.split()).partition(" ")
        given_name, _blank, patronymic = rest.partition(" ")
        return cls(family_name, given_name, patronymic or None, email) if given_name else None

    def person(self, id: UUID, organisation: str, language: Literal["ru", "en"]) -> Person:
        """As they would be kept, written to in the language of the ward's letters."""
        names = (self.family_name, self.given_name, self.patronymic)
        return Person(id, organisation, *names, language=language, email=self.email)
