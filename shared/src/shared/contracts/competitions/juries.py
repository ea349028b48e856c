"""Who judges."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel

from shared.contracts.base import Payload


class JuryRole(StrEnum):
    CHIEF = "chief"
    DEPUTY = "deputy"
    EXPERT = "expert"
    INDEPENDENT = "independent"


class JuryFacts(BaseModel):
    """Whose place on which jury an event is about."""

    subject_id: UUID
    championship_id: UUID
    skill_id: UUID
    role: JuryRole

    @property
    def key(self) -> UUID:
        return self.subject_id


class JuryInvited(JuryFacts, Payload):
    """Somebody is asked to judge. The link is made by who writes the letter; a newer letter ends an older."""

    topic: ClassVar[str] = "competitions.jury"
    type: ClassVar[str] = "competitions.jury.invited.v1"

    invitation_id: UUID
    """Of this letter."""


class JuryDismissed(JuryFacts, Payload):
    """Somebody is not on a jury any more. Why stands on the page of their duty, which asks who is there."""

    topic: ClassVar[str] = "competitions.jury"
    type: ClassVar[str] = "competitions.jury.dismissed.v1"
