"""Who is named as mentor of a team says for themselves whether they are: nobody is thanked against their word."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from competitions.domain.refusal import Refusal


class MentorSaid(StrEnum):
    AGREED = "agreed"
    DECLINED = "declined"


class MentorLacks(StrEnum):
    """Why a team that has named a mentor is without one."""

    UNANSWERED = "unanswered"
    DECLINED = "declined"


@dataclass(eq=False)
class NotTheMentor(Refusal):
    """Somebody else is the mentor now, or nobody."""


def asking_id(registration_id: UUID, mentor: UUID) -> UUID:
    """Which the link in the letter names: it is of that mentor alone, whoever comes after them."""
    return uuid5(registration_id, f"mentor asked {mentor}")
