"""Whom a school enters: as its coordinator writes them, and whether they may be entered for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.own import NobodyBornThen
from competitions.domain.entering.search import fold
from competitions.domain.person import OLDEST, Person, full_years
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.domain.schools.school import School


@dataclass(eq=False)
class PupilElsewhere(Refusal):
    """Who is entered for another member is nobody else's to enter, and whose they are is nobody else's to know."""

    rows: Sequence[int]
    """Of the file; none where one person alone is to be entered. Refusals quote nobody."""


@dataclass(eq=False)
class TooManyOfPupil(Refusal):
    """The ruleset lets each take part in so many skills; the organiser alone enters somebody in more."""

    most: int
    rows: Sequence[int]
    """As above."""


@dataclass(eq=False)
class GuardianKept(Refusal):
    """The person is kept already: who answers for them is changed by who keeps their data, and by no school."""


@dataclass(frozen=True, slots=True)
class Pupil:
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: date
    email: str | None = None
    phone: str | None = None
    course: str | None = None
    language: Literal["ru", "en"] = "ru"
    """Of letters, to the guardian, too."""
    guardian: Guardian | None = None

    @property
    def full_name(self) -> str:
        return " ".join(name for name in (self.family_name, self.given_name, self.patronymic) if name)

    @property
    def identity(self) -> tuple[str, date]:
        """As of a row of a file."""
        return fold(self.full_name), self.birth_date

    def must_be_born(self, today: date) -> None:
        """Raises NobodyBornThen."""
        if self.birth_date >= today or full_years(self.birth_date, today) > OLDEST:
            raise NobodyBornThen("birth_date")

    def person(self, id: UUID, organisation: str) -> Person:
        """As they would be kept."""
        return Person(
            id,
            organisation,
            self.family_name,
            self.given_name,
            self.patronymic,
            birth_date=self.birth_date,
            language=self.language,
            email=self.email,
            phone=self.phone,
            course=self.course,
        )


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who is known already, and the skills in which they are to be entered."""

    skills: Collection[UUID]
    row: int | None = None
    """In the file, where they come with one."""


def must_be_free_for(
    school: School, standing: Mapping[UUID, Sequence[Registration]], coming: Mapping[UUID, Coming], most: int
) -> None:
    """`standing`: by the ids of `coming`, the entries in the championship that have not ended, under whichever id of the person.

    Raises PupilElsewhere, TooManyOfPupil.
    """
    if elsewhere := [one for id, one in coming.items() if not all(map(school.has, standing.get(id, ())))]:
        raise PupilElsewhere(_rows(elsewhere))
    skills = {id: {*one.skills, *(entry.skill_id for entry in standing.get(id, ()))} for id, one in coming.items()}
    if too_many := [coming[id] for id, all_of in skills.items() if len(all_of) > most]:
        raise TooManyOfPupil(most, _rows(too_many))


def _rows(people: Iterable[Coming]) -> list[int]:
    return [one.row for one in people if one.row is not None]
