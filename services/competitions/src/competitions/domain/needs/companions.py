"""Who comes with an entry: companions, interpreters, assistants, each with a pass and an arrival of their own.

Their names and contacts are logistics; what they come for tells of a need, and is for named readers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.needs.asked import Forgotten, WhyErased
from competitions.domain.needs.whose import kept_under
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.registration import Registration


class CompanionRole(StrEnum):
    COMPANION = "companion"
    SIGN_INTERPRETER = "sign_interpreter"
    TYPHLO_INTERPRETER = "typhlo_interpreter"
    """Describes what is to be seen."""
    ASSISTANT = "assistant"
    TUTOR = "tutor"
    PARENT = "parent"


@dataclass(eq=False)
class TooManyCompanions(Refusal):
    """By the ruleset; 0: nobody comes with an entry."""

    most: int


@dataclass(eq=False)
class CompanionTwice(Refusal):
    """Two of the same name: nobody could tell their passes apart."""

    number: int
    """Which companion, from 0: refusals quote nobody."""


@dataclass(eq=False)
class DayOutside(Refusal):
    """The championship is held on other days."""

    number: int
    """Which companion, from 0."""
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Named:
    """As who takes part says it."""

    name: str
    role: CompanionRole
    days: tuple[date, ...]
    sees_task: bool = False
    """Whether they come into the task area."""
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    said: Named
    code: str
    """On the pass; no right by itself. Stays with the name."""
    arrived_at: datetime | None = None
    arrived_by: str | None = None
    """The account of who stood at the door."""


@dataclass(frozen=True, slots=True)
class Companions:
    """With one who competes by an entry."""

    id: UUID
    registration_id: UUID
    championship_id: UUID
    subject_id: UUID | None
    """Of who competes; None once they are erased."""
    people: tuple[Companion, ...] = ()
    forgotten: Forgotten | None = None
    version: int = 1

    def name(
        self, named: Sequence[Named], most: int, held: tuple[date, date], draw: Callable[[], str], at: datetime
    ) -> "Companions":
        """All of them, in the place of those from before; whose name stays keeps code and arrival. A repeat changes nothing.

        `held`: first and last day of the championship. Raises TooManyCompanions, CompanionTwice, DayOutside.
        """
        if len(named) > most:
            raise TooManyCompanions(most)
        known = {one.said.name.casefold(): one for one in self.people}
        seen: set[str] = set()
        for number, one in enumerate(named):
            if one.name.casefold() in seen:
                raise CompanionTwice(number)
            seen.add(one.name.casefold())
            if any(not held[0] <= day <= held[1] for day in one.days):
                raise DayOutside(number, *held)
        people = tuple(
            replace(known[one.name.casefold()], said=one) if one.name.casefold() in known else Companion(one, draw())
            for one in named
        )
        if people == self.people:
            return self
        if not people:
            return self.forget(at, WhyErased.TAKEN_BACK)
        return replace(self, people=people, forgotten=None)

    def arrive(self, code: str, at: datetime, by: str) -> "Companions":
        """A repeat keeps the first moment. Raises Unknown."""
        one = self._with(code)
        return self if one.arrived_at else self._changed(replace(one, arrived_at=at, arrived_by=by))

    def leave(self, code: str) -> "Companions":
        """It was a mistake. Raises Unknown."""
        one = self._with(code)
        return self._changed(replace(one, arrived_at=None, arrived_by=None)) if one.arrived_at else self

    def forget(self, at: datetime, why: WhyErased) -> "Companions":
        """A repeat keeps the first act."""
        subject_id = None if why is WhyErased.PERSON else self.subject_id
        return replace(self, subject_id=subject_id, people=(), forgotten=self.forgotten or Forgotten(at, why))

    def _with(self, code: str) -> Companion:
        for one in self.people:
            if one.code == code:
                return one
        raise Unknown("companion", self.registration_id)

    def _changed(self, changed: Companion) -> "Companions":
        return replace(self, people=tuple(changed if one.code == changed.code else one for one in self.people))


def nobody_named(entry: Registration, subject_id: UUID) -> Companions:
    return Companions(kept_under(entry, subject_id), entry.id, entry.championship_id, subject_id)
