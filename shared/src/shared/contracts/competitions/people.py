"""Who people and teams are, and what they may do. Only `PersonChanged` and `TeamChanged` carry personal data, on a compacted topic."""

from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Day, Line, Payload


class PublicItem(StrEnum):
    """What of a person may be shown to everybody: each is allowed for itself."""

    NAME = "name"
    ORGANISATION = "organisation"
    PLACE = "place"
    """With the award, which tells the place."""
    SCORE = "score"
    PHOTO = "photo"


class Publicity(BaseModel):
    """What one championship, and the certificates of it, may show of a person. No items: nothing, by the person's own word."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    championship_id: UUID
    items: tuple[PublicItem, ...]
    until: Day | None = None
    """The last day; after it nothing is allowed any more."""


class PersonChanged(Payload):
    """The person as they are now: the newest version replaces all before it. A tombstone on the key is the erasure."""

    topic: ClassVar[str] = "competitions.person"
    type: ClassVar[str] = "competitions.person.changed.v1"
    personal: ClassVar[bool] = True

    subject_id: UUID
    version: int
    family_name: Line
    given_name: Line
    patronymic: Line | None = None
    birth_date: Day | None = None
    language: Literal["ru", "en"] = "ru"
    time_zone: str = "Europe/Moscow"
    """Where the person lives: letters keep quiet by it."""
    age_zone: str = "Europe/Moscow"
    """By whose calendar the person's age is counted, wherever they live: the same everywhere."""
    email: str | None = None
    account: str | None = None
    """The `sub` that the sign-in gives this person, where they have an account."""
    invitation_id: UUID | None = None
    """Of who has none and may say which is theirs: a letter to this e-mail names it in its link."""
    guardians: tuple[UUID, ...] = ()
    """Subject ids of the guardians, who are persons on this topic too."""
    publicity: tuple[Publicity, ...] = ()
    """By championship. One that is not here was never answered for: no name, no score."""
    merged_into: UUID | None = None
    """The subject id of the same person that stays: this one is an alias. What was done under it keeps it; who asks for the person's
    name, contacts or account takes those of the one that stays. None again: they were parted."""

    @property
    def key(self) -> UUID:
        return self.subject_id


class TeamChanged(Payload):
    """The team as it is now, by the rules of `PersonChanged` and on its topic: what is earned has one kind of holder.

    It has neither contacts nor a publicity of its own: its name may be shown where each of its members allowed theirs.
    """

    topic: ClassVar[str] = "competitions.person"
    type: ClassVar[str] = "competitions.person.team-changed.v1"
    personal: ClassVar[bool] = True

    subject_id: UUID
    """The team's. Its entry, results and certificates go by it."""
    version: int
    name: Line
    members: tuple[UUID, ...]
    """Subject ids of those who are in it now, the captain first: not of who was replaced, nor of who did not start."""
    mentor_id: UUID | None = None
    """The subject id of who prepared it."""

    @property
    def key(self) -> UUID:
        return self.subject_id


class PersonInvited(Payload):
    """A person is to say which account is theirs. The link is made by who writes the letter; a newer invitation ends an older."""

    topic: ClassVar[str] = "competitions.invitation"
    type: ClassVar[str] = "competitions.invitation.issued.v1"

    invitation_id: UUID
    subject_id: UUID
    organisation: str
    """Which keeps the person, as in the `organisation` claim of its organisers' tokens."""

    @property
    def key(self) -> UUID:
        return self.subject_id


class DutyOffered(Payload):
    """A person is asked to take a duty. The link is made by who writes the letter."""

    topic: ClassVar[str] = "competitions.invitation"
    type: ClassVar[str] = "competitions.invitation.offered.v1"

    invitation_id: UUID
    subject_id: UUID
    role: str
    """As in the `roles` claim; `school` for who coordinates one, which is not named here."""
    organisation: str
    championship_id: UUID | None = None
    """Where it is for this championship alone."""

    @property
    def key(self) -> UUID:
        return self.subject_id
