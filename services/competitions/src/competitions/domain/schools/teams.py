"""A team as its school enters it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from competitions.domain.entering.teams import TeamUnfit, Unfit
from competitions.domain.person import Person
from competitions.domain.schools.pupils import Pupil


@dataclass(frozen=True, slots=True)
class Mentor:
    """Who prepared the team; written to, where there is an address."""

    family_name: str
    given_name: str
    patronymic: str | None = None
    email: str | None = None

    def person(self, id: UUID, organisation: str, language: Literal["ru", "en"]) -> Person:
        names = (self.family_name, self.given_name, self.patronymic)
        return Person(id, organisation, *names, language=language, email=self.email)


@dataclass(frozen=True, slots=True)
class SchoolTeam:
    name: str
    pupils: tuple[Pupil, ...]
    """The captain first."""
    mentor: Mentor | None = None

    def must_be_different(self) -> None:
        """Raises TeamUnfit."""
        if len({one.identity for one in self.pupils}) < len(self.pupils):
            raise TeamUnfit(Unfit.TWICE, len(self.pupils))
