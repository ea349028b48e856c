from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Duty(StrEnum):
    CHIEF = "chief"
    EXPERT = "expert"


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
