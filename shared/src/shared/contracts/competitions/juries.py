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


class UnsignedCause(StrEnum):
    """Why a signature does not stand any more. In the judges' own words it stands on the page of signatures."""

    REOPENED = "reopened"
    """A marking form was given back to its team, in part or whole."""
    STARTERS = "starters"
    """Others start than those for whom it was given."""


class JuryUnsigned(JuryFacts, Payload):
    """A signature of an expert was taken back: of a form, of the whole skill, or of both. Whose marks it was about is not told."""

    topic: ClassVar[str] = "competitions.jury"
    type: ClassVar[str] = "competitions.jury.unsigned.v1"

    cause: UnsignedCause
    sub_criterion: str | None = None
    """Of the form that was opened again; None: it was for its starters."""
