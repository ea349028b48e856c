"""One message to one recipient on one channel, from the event to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from notifications.domain.preferences import Category, Channel
from notifications.domain.refusal import Refusal
from notifications.domain.retries import GIVE_UP_AFTER, GIVE_UP_BLOCKED_AFTER, blocked_pause, pause


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"

    @property
    def is_end(self) -> bool:
        return self in {State.SENT, State.FAILED, State.SUPPRESSED}


class Reason(StrEnum):
    """Why a delivery was not sent, or waits again. Never words of a mail server: they repeat the address."""

    UNWANTED = "unwanted"
    NO_ADDRESS = "no_address"
    ADDRESS_INVALID = "address_invalid"
    ADDRESS_BOUNCED = "address_bounced"
    NO_GUARDIAN = "no_guardian"
    ERASED = "erased"
    REFUSED = "refused"
    DEFERRED = "deferred"
    BLOCKED = "blocked"
    """A mail server refuses us, whoever the reader is, or did, and has not taken a letter since."""
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    FAULT = "fault"
    """Our own: the message could not be written."""


class Outcome(StrEnum):
    """What became of one attempt. OPEN: not known; the worker is at it, or died while it was."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    BLOCKED = "blocked"


@dataclass(eq=False)
class DeliveryUnknown(Refusal):
    """There is no such delivery, or it is not this person's."""

    id: UUID


class NotSending(Exception):
    """The delivery is in another state than being sent, so there is nothing to report on it."""


class NotWaiting(Exception):
    """The delivery is not waiting to be sent, or not due, or another worker holds it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    worker: str
    outcome: Outcome = Outcome.OPEN
    code: int | None = None
    """The server's reply code, such as 250 or 451."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Until then only this worker sends the delivery; when it has run out, its worker must have died."""

    worker: str
    until: datetime
    token: UUID | None = None
    """Of the one command that claimed it, with others."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Something that a message names (a championship, an award, a day) in both languages. Never a person."""

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ru


@dataclass(frozen=True, slots=True)
class Link:
    use: Literal["consent", "invitation", "judging", "mentoring"]
    id: UUID
    """Of the answers, or of the letter that invites."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A delivery came to its end: there is one for each."""

    outcome: Literal["sent", "failed", "suppressed"]
    reason: Reason | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """Unique by construction: its id is derived from the event, the recipient, whom it is about, and the channel.

    It holds no personal data: names and addresses are looked up when the message is written.
    """

    id: UUID
    event_id: UUID
    recipient_id: UUID
    about_id: UUID
    """Whom the event is about: the recipient, or their ward."""
    channel: Channel
    template: str
    category: Category
    created_at: datetime
    first_due: datetime
    not_before: datetime
    """When it is due: first as planned, then after each attempt's pause."""
    details: Mapping[str, Wording] = field(default_factory=dict)
    path: str = "/"
    """Where the message leads, on the public origin."""
    link: Link | None = None
    """What it lets its reader do instead, by an address that is made when the message is written: that is a right, and stored nowhere."""
    calendar: UUID | None = None
    """The news whose file for calendars a letter carries along."""
    championship_id: UUID | None = None
    skill_id: UUID | None = None
    """What they are called is looked up, too, when the message is written."""
    team_id: UUID | None = None
    """The team that it is about, whose name is looked up as well."""
    special_category: bool = False
    """Its letter names nothing, whatever the championship."""
    gathers: bool = False
    """Waits for others to the same reader, and goes with them in one letter."""
    gathered: tuple[UUID, ...] = ()
    """Those that go in this one's letter."""
    joined: UUID | None = None
    """In whose letter it goes, as far as that has gathered it."""
    organisation: str | None = None
    version: int = 1
    state: State = State.QUEUED
    attempts: tuple[Attempt, ...] = ()
    lease: Lease | None = None
    reason: Reason | None = None
    blocked_since: datetime | None = None
    """When a mail server first refused us instead of this letter."""
    ended_at: datetime | None = None
    read_at: datetime | None = None
    erased: bool = False

    @property
    def end(self) -> "Ended | None":
        """How and when it ended; None while it is on its way."""
        if self.ended_at is None:
            return None
        match self.state:
            case State.SENT:
                return Ended("sent", self.reason, self.ended_at)
            case State.FAILED:
                return Ended("failed", self.reason, self.ended_at)
            case _:
                return Ended("suppressed", self.reason, self.ended_at)

    @property
    def is_for_guardian(self) -> bool:
        return self.about_id != self.recipient_id

    @property
    def is_unread(self) -> bool:
        """A message that arrived in an inbox, and nobody has seen."""
        return self.channel is Channel.INBOX and self.state is State.SENT and self.read_at is None and not self.erased

    def due(self, moment: datetime) -> "Delivery":
        return replace(self, first_due=moment, not_before=moment)

    def is_due(self, at: datetime) -> bool:
        if self.state is State.QUEUED:
            return self.not_before <= at
        return self.state is State.SENDING and self.lease is not None and self.lease.until <= at

    def claim(self, worker: str, at: datetime, term: timedelta, token: UUID | None = None) -> "Delivery":
        """Raises NotWaiting."""
        if not self.is_due(at):
            raise NotWaiting(self.id, self.state)
        return replace(
            self,
            state=State.SENDING,
            attempts=(*self.attempts, Attempt(at, worker)),
            lease=Lease(worker, at + term, token),
        )

    def accepted(self, at: datetime, code: int | None) -> "Delivery":
        return _end(_attempted(self, Outcome.ACCEPTED, code), State.SENT, None, at)

    def refused(self, at: datetime, code: int | None) -> "Delivery":
        """For ever: SMTP 5xx, of this mailbox or this letter."""
        return _end(_attempted(self, Outcome.REFUSED, code), State.FAILED, Reason.REFUSED, at)

    def deferred(self, at: datetime, reason: Reason, code: int | None = None) -> "Delivery":
        """For now: SMTP 4xx, or the server cannot be reached. Ends as failed (expired) when it is given up."""
        tried = _attempted(self, Outcome.DEFERRED, code)
        return _again(tried, at + pause(len(tried.attempts)), reason, at)

    def blocked(self, at: datetime, code: int | None) -> "Delivery":
        """SMTP 5xx, but of us. Ends as failed (expired) when it is given up."""
        tried = _attempted(self, Outcome.BLOCKED, code)
        refusals = sum(one.outcome is Outcome.BLOCKED for one in tried.attempts)
        since = replace(tried, blocked_since=self.blocked_since or at)
        return _again(since, at + blocked_pause(refusals), Reason.BLOCKED, at)

    def held(self, at: datetime, until: datetime) -> "Delivery":
        """Claimed, but where it goes refuses us, so the claim is no attempt. Ends as `blocked` does."""
        since = replace(self, attempts=self.attempts[:-1], blocked_since=self.blocked_since or at)
        return _again(since, until, Reason.BLOCKED, at)

    @property
    def given_up_at(self) -> datetime:
        """24 h after it was first due; 5 days after a server first refused us."""
        if self.blocked_since is not None:
            return self.blocked_since + GIVE_UP_BLOCKED_AFTER
        return self.first_due + GIVE_UP_AFTER

    def is_held_for(self, seconds: float, at: datetime) -> bool:
        """Whether its lease lasts for another hand-over, which takes so long at most."""
        return self.lease is not None and self.lease.until - at > timedelta(seconds=seconds)

    def returned(self) -> "Delivery":
        """Claimed, but not begun: it waits as before, and the claim is no attempt."""
        return replace(self, state=State.QUEUED, attempts=self.attempts[:-1], lease=None)

    def postponed(self, moment: datetime) -> "Delivery":
        """Claimed, but not to be sent before `moment`, so the claim is no attempt."""
        tried = self.attempts[:-1]
        first_due = self.first_due if tried else moment
        return replace(self, state=State.QUEUED, attempts=tried, first_due=first_due, not_before=moment, lease=None)

    def waiting_until(self, moment: datetime) -> "Delivery":
        """Not tried again before `moment`. What does not wait stays as it is."""
        return replace(self, not_before=moment) if self.state is State.QUEUED else self

    def arrived(self, at: datetime) -> "Delivery":
        """In the inbox, which is ours: to be stored is to be delivered."""
        return _end(self, State.SENT, None, at)

    def suppressed(self, at: datetime, reason: Reason) -> "Delivery":
        """Not sent on purpose, so a claim that was open is no attempt. Raises NotSending once it has ended."""
        tried = self.attempts[:-1] if self.state is State.SENDING else self.attempts
        return _end(replace(self, attempts=tried), State.SUPPRESSED, reason, at)

    def erase(self, at: datetime) -> tuple["Delivery", "Ended | None"]:
        """Nothing left but what is counted. A delivery that has not ended is suppressed: that is its end, and what happened."""
        ended = self if self.state.is_end else _end(self, State.SUPPRESSED, Reason.ERASED, at)
        return replace(
            ended, details={}, path="/", skill_id=None, team_id=None, calendar=None, link=None, erased=True
        ), None if self.state.is_end else ended.end

    def read(self, at: datetime) -> "Delivery":
        return self if self.read_at else replace(self, read_at=at)


def _attempted(delivery: Delivery, outcome: Outcome, code: int | None) -> Delivery:
    if delivery.state is not State.SENDING:
        raise NotSending(delivery.id, delivery.state)
    last = replace(delivery.attempts[-1], outcome=outcome, code=code)
    return replace(delivery, attempts=(*delivery.attempts[:-1], last))


def _again(delivery: Delivery, moment: datetime, reason: Reason, at: datetime) -> Delivery:
    if moment > delivery.given_up_at:
        return _end(delivery, State.FAILED, Reason.EXPIRED, at)
    return replace(delivery, state=State.QUEUED, reason=reason, not_before=moment, lease=None)


def _end(delivery: Delivery, state: State, reason: Reason | None, at: datetime) -> Delivery:
    if delivery.state.is_end:
        raise NotSending(delivery.id, delivery.state)
    return replace(delivery, state=state, reason=reason, ended_at=at, lease=None)
