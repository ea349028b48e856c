"""What people need, as programs send and read it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from competitions.domain.consents.records import ConsentState
from competitions.domain.needs.asked import Ask, Needs, Outcome, WhyErased
from competitions.domain.needs.readings import Where
from competitions.domain.needs.words import Need
from competitions.queries.needs.own import KeptNeeds
from shared.web.schemas import In, Line, Out, Whole

MOST_MINUTES = 1440
Member = Annotated[
    UUID | None, Query(description="Which of a team's members is meant. Of a person's entry nothing has to be said.")
]


class AskIn(In):
    need: Need
    what: Line | None = None
    """What helps, in your own words. No diagnosis, and not why."""


class NeedsIn(In):
    needs: Annotated[tuple[AskIn, ...], Field(max_length=len(Need))]
    """All of them, in the place of those from before. None: what was asked for is erased."""

    def asks(self) -> list[Ask]:
        return [Ask(one.need, one.what) for one in self.needs]


class NeedAnswerIn(In):
    need: Need
    """Here and not in the address: addresses are logged."""
    outcome: Outcome
    text: Line | None = None
    """What will be there, or why it cannot be. The person reads it; what will be there stands on the venue's list too."""
    minutes: Annotated[Whole, Field(ge=1, le=MOST_MINUTES)] | None = None
    """More time, in all."""


class NeedAnswerOut(Out):
    outcome: Outcome
    at: datetime
    text: str | None
    minutes: int | None


class AskOut(Out):
    need: Need
    what: str | None
    given: NeedAnswerOut | None
    """None: not answered yet."""


class ForgottenOut(Out):
    at: datetime
    ground: WhyErased


class NeedsReadingOut(Out):
    at: datetime
    by: str
    """The account."""
    where: Where


class NeedsOut(Out):
    registration_id: UUID
    subject_id: UUID | None
    """Who asks: of a team's entry one of its members. None once they are erased."""
    asked_at: datetime | None
    needs: list[AskOut]

    @classmethod
    def of(cls, needs: Needs) -> "NeedsOut":
        return cls(
            registration_id=needs.registration_id,
            subject_id=needs.subject_id,
            asked_at=needs.asked_at,
            needs=[AskOut.model_validate(one) for one in needs.asks],
        )


class OwnNeedsOut(NeedsOut):
    consent: ConsentState
    """Until it is `given` nobody reads what is asked for. `not_needed`: nothing is asked for."""
    readings: list[NeedsReadingOut]
    """Who read it, and when, the newest first; the newest thousand."""
    forgotten: ForgottenOut | None
    """When it was erased, and why."""


class KeptNeedsOut(Out):
    """Of one who competes by an entry, as it is taken away by who asked."""

    registration_id: UUID
    is_sealed: bool
    """It cannot be opened: the system has the key no more."""
    needs: list[AskOut]
    forgotten: ForgottenOut | None
    readings: list[NeedsReadingOut]

    @classmethod
    def of_kept(cls, one: KeptNeeds) -> "KeptNeedsOut":
        needs = one.needs
        return cls(
            registration_id=one.registration_id,
            is_sealed=needs is None,
            needs=[AskOut.model_validate(ask) for ask in needs.asks] if needs else [],
            forgotten=ForgottenOut.model_validate(needs.forgotten) if needs and needs.forgotten else None,
            readings=[NeedsReadingOut.model_validate(reading) for reading in one.readings],
        )


class StatedOut(Out):
    """That somebody asks for something in an entry, and not for what."""

    registration_id: UUID
    subject_id: UUID
    """Who asks: of a team's entry one of its members, who is named by `person` where it is read."""
    skill_id: UUID
    number: int
    """Of the entry, in the skill."""
    asked: int
    open: int
    """Not answered."""
    consent: ConsentState


class ThingOut(Out):
    need: Need | None
    """None: something else than what was asked for."""
    text: str | None
    minutes: int | None


class LineOut(Out):
    """Of one who competes: by the number of the entry, without a name. In a team each member has a line."""

    registration_id: UUID
    skill_id: UUID
    room: str | None
    number: int
    things: list[ThingOut]


class VenueListOut(Out):
    items: list[LineOut]
    """By room, skill and number."""
    unopened: int
    """People whose seal cannot be opened: they are missing here."""
