"""Who is asked to judge, and what they said. Nobody is on a jury who has not agreed to be."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.domain.expert import Duty
from competitions.domain.person import address_seal
from competitions.domain.refusal import Refusal

HOLDS_FOR = timedelta(days=14)
"""From the newest letter on."""


class InvitationState(StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(eq=False)
class NotInvited(Refusal):
    """There is no invitation of this person to this jury."""

    subject_id: UUID


@dataclass(eq=False)
class InvitationReplaced(Refusal):
    """There is a newer letter, and its link holds."""

    at: datetime
    """When the newest was written."""


@dataclass(eq=False)
class InvitationExpired(Refusal):
    until: datetime


@dataclass(eq=False)
class InvitationAnswered(Refusal):
    """It was accepted, declined or taken back: there is nothing to answer or to send again."""

    state: InvitationState


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter. Its link names this id."""

    id: UUID
    at: datetime
    by: str
    """The organiser's account."""
    sent_to: UUID | None = None
    """Tells the address from others, and not what it is."""

    def addressed(self, email: str | None) -> "Sent":
        return replace(self, sent_to=address_seal(self.id, email))

    def lies_elsewhere(self, *emails: str | None) -> bool:
        """At none of these addresses of the person: who has it may be a stranger."""
        return self.sent_to is not None and self.sent_to not in {address_seal(self.id, email) for email in emails}


@dataclass(frozen=True, slots=True)
class JuryInvitation:
    """Of one person to the jury of one skill. A newer letter ends the link of the older."""

    subject_id: UUID
    duty: Duty
    sent: tuple[Sent, ...]
    """At least one; the newest holds."""
    changed_at: datetime
    """Since when its state is as it is."""
    state: InvitationState = InvitationState.INVITED

    @property
    def newest(self) -> Sent:
        return self.sent[-1]

    @property
    def until(self) -> datetime:
        return self.newest.at + HOLDS_FOR

    @property
    def is_waiting(self) -> bool:
        """For an answer; it may be too late for one."""
        return self.state is InvitationState.INVITED

    def has_expired(self, at: datetime) -> bool:
        return self.is_waiting and at >= self.until

    def must_be_newest(self, id: UUID) -> None:
        """Raises InvitationReplaced."""
        if self.newest.id != id:
            raise InvitationReplaced(self.newest.at)

    def must_wait(self, at: datetime) -> None:
        """Raises InvitationAnswered, InvitationExpired."""
        if not self.is_waiting:
            raise InvitationAnswered(self.state)
        if self.has_expired(at):
            raise InvitationExpired(self.until)

    def send(self, letter: Sent, duty: Duty) -> "JuryInvitation":
        """Once more, whatever was said to the older one."""
        return replace(self, duty=duty, sent=(*self.sent, letter), state=InvitationState.INVITED, changed_at=letter.at)

    def become(self, state: InvitationState, at: datetime) -> "JuryInvitation":
        return self if self.state is state else replace(self, state=state, changed_at=at)
