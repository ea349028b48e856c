from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from competitions.domain.member import is_same_member
from competitions.domain.refusal import Refusal


class Duty(StrEnum):
    CHIEF = "chief"
    EXPERT = "expert"


@dataclass(eq=False)
class SomebodyElse(Refusal):
    """Who entered a mark is not who is signed in now: tablets go from hand to hand."""

    author: UUID


@dataclass(frozen=True, slots=True)
class Expert:
    """A person on the jury of one skill."""

    subject_id: UUID
    member: str
    """The member, region or organisation that they come from."""
    duty: Duty = Duty.EXPERT

    @property
    def is_chief(self) -> bool:
        return self.duty is Duty.CHIEF

    def is_appointed_as(self, known: "Expert") -> bool:
        """Whether it is the same person with the same duty, from the same member however it is spelt."""
        same = (self.subject_id, self.duty) == (known.subject_id, known.duty)
        return same and is_same_member(self.member, known.member)

    def must_be(self, author: UUID | None) -> None:
        """Raises SomebodyElse where a device says who entered what it sends, and it was not this expert."""
        if author is not None and author != self.subject_id:
            raise SomebodyElse(author)
