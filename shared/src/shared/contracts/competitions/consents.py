"""Whose consent is wanted."""

from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel

from shared.contracts.base import Moment, Payload


class GiverFacts(BaseModel):
    """Whose answer an event is about. The link is made by who writes the letter."""

    consents_id: UUID
    """Whose answers are wanted: a record of one giver about one person in one championship."""
    subject_id: UUID
    giver_id: UUID
    """The person, or a guardian."""
    championship_id: UUID

    @property
    def key(self) -> UUID:
        return self.consents_id


class ConsentAsked(GiverFacts, Payload):
    """Somebody is to answer what a person, or their ward, may be asked to consent to."""

    topic: ClassVar[str] = "competitions.consent"
    type: ClassVar[str] = "competitions.consent.asked.v1"

    time: int
    """1 for the first time; later ones remind."""
    due_at: Moment | None = None
    """Until when the link lets its reader give; None: no date is set."""


class ConsentReminded(GiverFacts, Payload):
    """The consents are due soon, and somebody has not answered: without that the place goes to the next."""

    topic: ClassVar[str] = "competitions.consent"
    type: ClassVar[str] = "competitions.consent.reminded.v1"

    due_at: Moment
