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

    def person(self, id: UUID, organisation: str, language: Literal["ru", "en"]) -> Person:
        """As they would be kept, written to in the language of the ward's letters."""
        names = (self.family_name, self.given_name, self.patronymic)
        return Person(id, organisation, *names, language=language, email=self.email)
