from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.member import is_same_member
from competitions.domain.refusal import Refusal


class Duty(StrEnum):
    CHIEF = "chief"
    DEPUTY = "deputy"
    """Does what the chief may where there is no chief, or the chief is away."""
    EXPERT = "expert"
    INDEPENDENT = "independent"
    """Marks as an expert does, and stands for nobody who competes."""


class Tie(StrEnum):
    """Why somebody is not impartial towards a competitor."""

    RELATIVE = "relative"
    TRAINEE = "trainee"
    OWN_ENTRANT = "own_entrant"
    """The expert entered them."""


@dataclass(frozen=True, slots=True)
class CloseTo:
    """A competitor whom the expert has named."""

    registration_id: UUID
    tie: Tie


class AgreedBy(StrEnum):
    INVITATION = "invitation"
    """By the link in the letter, signed in."""
    RECORD = "record"
    """Elsewhere, such as on paper: the organiser says that it is kept."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Nobody judges who has not agreed to."""

    way: AgreedBy
    at: datetime
    by: str
    """The expert's own account; where it is on record, that of the organiser who said so."""


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
    agreement: Agreement | None = None
    ties: tuple[Tie, ...] = ()
    """That there are such competitors, as the expert declared before seeing who competes."""
    close_to: tuple[CloseTo, ...] = ()
    """Who they are, as far as the expert has named them."""
    away_since: datetime | None = None
    """Of the chief alone: somebody else leads meanwhile."""
    acting_since: datetime | None = None
    """Of the deputy alone: since when there is no chief who is not away."""

    @property
    def is_chief(self) -> bool:
        return self.duty is Duty.CHIEF

    @property
    def leads(self) -> bool:
        """Whether what the chief expert may do is for this expert to do."""
        return self.is_chief or self.acting_since is not None

    @property
    def unnamed(self) -> frozenset[Tie]:
        """Ties that were declared, of which nobody was named yet."""
        return frozenset(self.ties) - {one.tie for one in self.close_to}

    def is_close_to(self, registration_id: UUID) -> bool:
        """As declared; the rule about compatriots is another one."""
        return any(one.registration_id == registration_id for one in self.close_to)

    def has_ties_among(self, registrations: Collection[UUID]) -> bool:
        """Also where it is not said yet with whom."""
        return bool(self.unnamed) or any(self.is_close_to(one) for one in registrations)

    def declare(self, close_to: tuple[CloseTo, ...]) -> "Expert":
        """Names those with whom there are ties: all of them."""
        kinds = tuple(tie for tie in Tie if tie in self.ties or tie in {one.tie for one in close_to})
        return replace(self, ties=kinds, close_to=close_to)

    def is_appointed_as(self, known: "Expert") -> bool:
        """Whether it is the same person with the same duty, from the same member however it is spelt."""
        same = (self.subject_id, self.duty) == (known.subject_id, known.duty)
        return same and is_same_member(self.member, known.member)

    def must_be(self, author: UUID | None) -> None:
        """Raises SomebodyElse where a device says who entered what it sends, and it was not this expert."""
        if author is not None and author != self.subject_id:
            raise SomebodyElse(author)
