"""Who is entered in which skill, and how that ended."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel

from shared.contracts.base import Line, Moment, Payload


class RegistrationFacts(BaseModel):
    """Whose entry in what an event is about: ids alone. Being entered somewhere may tell of a disability, so the names of the
    championship and the skill, the member and whatever hints at them travel apart from the person."""

    registration_id: UUID
    subject_id: UUID
    """The person's, or the team's."""
    championship_id: UUID
    skill_id: UUID
    members: tuple[UUID, ...] = ()
    """Of a team: subject ids of those whom this concerns, such as all of them, or who has joined or left. Empty for one person."""
    mentor_id: UUID | None = None
    """The subject id of the team's mentor, where it concerns them."""

    @property
    def key(self) -> UUID:
        return self.registration_id


class RegistrationEntered(RegistrationFacts, Payload):
    """Somebody is entered in a skill and has a place, to be confirmed by the organiser."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.entered.v1"


class RegistrationQueued(RegistrationFacts, Payload):
    """Somebody is entered in a skill that has no place free, and waits for one."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.queued.v1"

    place: int
    """On the waiting list when the person was entered, from 1."""


class RegistrationPromoted(RegistrationFacts, Payload):
    """A place became free, and who waited longest has it."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.promoted.v1"

    decline_until: Moment | None = None
    """Until when the person may say no to it; None: the entry can only be withdrawn, like every other."""


class RegistrationConfirmed(RegistrationFacts, Payload):
    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.confirmed.v1"

    code: Line | None = None
    """Of the entry, as it stands on the badge: by it the entry is found at the door. No right by itself."""


class RegistrationAnswered(RegistrationFacts, Payload):
    """There is an answer to something that was asked about the entry. To what, and which, stands behind the sign-in alone."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.answered.v1"


class MentorNamed(RegistrationFacts, Payload):
    """Somebody is named as mentor of a team, and asked whether they are. The link is made by who writes the letter. Of the entry the
    mentor hears once they have agreed."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.mentor-named.v1"

    asking_id: UUID
    """Which the link names."""


class MentorDeclined(RegistrationFacts, Payload):
    """Whoever was named as mentor of a team is not. Concerns who leads it, and may name another."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.mentor-declined.v1"


class RegistrationShortened(RegistrationFacts, Payload):
    """A member left the team by themselves, and nobody came in their place yet. Concerns who leads and who prepared it."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.shortened.v1"


class HowHeld(StrEnum):
    """What the entry takes part in is held, by how many take part."""

    AS_PLANNED = "as_planned"
    MERGED = "merged"
    """Too few take part, so it competes together with others."""
    JOINED = "joined"
    """Others, of whom too few take part, compete together with it."""
    DEMONSTRATION = "demonstration"
    """With places, without medals and prizes."""
    NOT_HELD = "not_held"


class RegistrationRegrouped(RegistrationFacts, Payload):
    """It is held otherwise than was told last. With which others it competes stands behind the sign-in alone."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.regrouped.v1"

    how: HowHeld


class RegistrationEnd(StrEnum):
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    """With the whole championship, of which everybody hears once."""
    LAPSED = "lapsed"
    """Consents that are required were missing when they were due."""
    LEFT = "left"
    """Of a member who left the team, whose entry goes on."""


class RegistrationEnded(RegistrationFacts, Payload):
    """The entry holds no more. Why, where somebody wrote that, stands on the entry's page and travels nowhere."""

    topic: ClassVar[str] = "competitions.registration"
    type: ClassVar[str] = "competitions.registration.ended.v1"

    how: RegistrationEnd
