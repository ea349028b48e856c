"""The person who holds certificates, as far as this service must know them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from certificates.domain.names import full_name
from certificates.domain.refusal import Refusal


@dataclass(eq=False)
class UnknownHolder(Refusal):
    """Nothing is known yet of the person who earned it."""

    subject_id: UUID


OF_AGE = 18


def full_age(born: date) -> date:
    """The day of the eighteenth birthday: 1 March for who was born on 29 February, where the year has no such day."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


@dataclass(frozen=True, slots=True)
class Holder:
    """The newest version of a person. After an erasure only the id and `erased` are left."""

    id: UUID
    version: int
    family_name: str = ""
    given_name: str = ""
    patronymic: str | None = None
    account: str | None = None
    guardians: tuple[UUID, ...] = ()
    of_age_on: date | None = None
    """From this day on guardians see no more than anybody; None where the birth date is unknown."""
    name_is_public: bool = False
    erased: bool = False

    def close_ones(self, on: date) -> frozenset[UUID]:
        """Who sees this person's certificates: they, and their guardians until they are of age."""
        is_of_age = self.of_age_on is not None and self.of_age_on <= on
        return frozenset({self.id} if is_of_age else {self.id, *self.guardians})

    @property
    def name(self) -> str:
        return full_name(self.family_name, self.given_name, self.patronymic)
