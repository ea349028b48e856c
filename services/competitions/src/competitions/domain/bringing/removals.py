"""A championship that was brought in from elsewhere may go again: it is held, and kept, where it came from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.domain.bringing.packages import Origin
from competitions.domain.championship import Championship
from competitions.domain.refusal import Refusal
from shared.text import Text


@dataclass(eq=False)
class NotBrought(Refusal):
    """It was held here: its results, and certificates that follow from them, stay."""

    id: UUID


@dataclass(eq=False)
class LeanedOn(Refusal):
    """People were entered, or asked to judge, since it is here."""

    people: int


@dataclass(frozen=True, slots=True)
class Removal:
    """That it was here, and who deleted it: all that is left of it."""

    id: UUID
    championship_id: UUID
    organisation: str
    name: Text
    origin: Origin
    at: datetime
    by: str
    """The account."""
    version: int = 1


def removal(championship: Championship, people: int, id: UUID, at: datetime, by: str) -> Removal:
    """`people`: entrants and experts. Raises NotBrought, LeanedOn."""
    if championship.origin is None:
        raise NotBrought(championship.id)
    if people:
        raise LeanedOn(people)
    return Removal(id, championship.id, championship.organisation, championship.name, championship.origin, at, by)
