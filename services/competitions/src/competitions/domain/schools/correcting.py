"""What a school may put right of its people: of those whom it brought in itself, and whom nobody else knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from competitions.domain.entering.guardians import Guardian
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.domain.schools.school import School


class WhyNot(StrEnum):
    KNOWN = "known"
    """Not brought in by this school, or entered for others as well: which of them, nobody learns."""
    SIGNS_IN = "signs_in"
    """The person says themselves what is wrong."""
    ANSWERED = "answered"
    """Somebody has consented already, so who else answers for the person is not the school's to say."""


@dataclass(eq=False)
class NotTheSchools(Refusal):
    why: WhyNot


@dataclass(frozen=True, slots=True)
class Correction:
    family_name: str
    given_name: str
    patronymic: str | None = None
    course: str | None = None
    """None: as it was."""
    guardian: Guardian | None = None
    """One more."""

    def of(self, person: Person) -> Person:
        names = (self.family_name, self.given_name, self.patronymic)
        return person.called(*names, course=self.course or person.course)


def must_be_the_schools(school: School, person: Person, entries: Iterable[Registration]) -> None:
    """`entries`: all that the person has or had, in whichever championship, under whichever id. Raises NotTheSchools."""
    is_own = person.brought_in == school.championship.id and person.merged_into is None
    if not is_own or not all(map(school.has, entries)):
        raise NotTheSchools(WhyNot.KNOWN)
    if person.account:
        raise NotTheSchools(WhyNot.SIGNS_IN)
