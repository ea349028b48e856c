"""What one who competes asked for, and what came of each: granted, something else instead, or declined.

Special-category data (152-FZ, article 10): sealed where it is stored, read by who is named alone, gone in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.domain.needs.whose import kept_under
from competitions.domain.needs.words import SAID, Need
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration

KEPT_FOR = timedelta(days=30)
"""After publication [U]."""
KEPT_UNPUBLISHED = timedelta(days=180)
"""After the last day of a championship whose results nobody publishes: by then there is nobody to prepare a place for [U]."""


BETWEEN_LETTERS = timedelta(hours=1)
"""Answers that follow each other are told once, and the last of them once more."""


class Outcome(StrEnum):
    GRANTED = "granted"
    INSTEAD = "instead"
    """Something else will be there."""
    DECLINED = "declined"


class WhyErased(StrEnum):
    """Why what was asked is erased."""

    PUBLISHED = "published"
    OVER = "over"
    """The championship was, and nobody published results; of whom to call, its last day."""
    ENDED = "ended"
    """The entry goes on no more."""
    LEFT = "left"
    """Who asked is in the team no more, whose entry goes on."""
    TAKEN_BACK = "taken_back"
    """By who asked."""
    NO_CONSENT = "no_consent"
    """It was refused or withdrawn."""
    PERSON = "person"
    """Who asked is erased."""


@dataclass(eq=False)
class NeedsNotAsked(Refusal):
    """The championship goes by a ruleset that asks for none."""


@dataclass(eq=False)
class NeedUnexplained(Refusal):
    """It says nothing without a description."""

    need: Need


@dataclass(eq=False)
class AskedTwice(Refusal):
    need: Need


@dataclass(eq=False)
class ConsentAgainstNeeds(Refusal):
    """Somebody who has a say said no to what would be kept."""


@dataclass(eq=False)
class ConsentLacking(Refusal):
    """What was asked waits unread until the consent to it is there."""


@dataclass(eq=False)
class NeedsSealBroken(Refusal):
    """They were sealed with a secret that the system has no more, or are not what was sealed."""

    id: UUID


@dataclass(eq=False)
class NotAskedFor(Refusal):
    """The person has not asked for it, or no more."""

    need: Need


@dataclass(eq=False)
class AnswerUnexplained(Refusal):
    """Whoever prepares the place, or asked for it, could not tell from the answer what will be there."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Given:
    """What came of one need."""

    outcome: Outcome
    at: datetime
    by: str
    """The account of the named reader."""
    text: str | None = None
    """What will be there, or why nothing will. Who asked reads it; of what will be there the venue too."""
    minutes: int | None = None
    """More time, in all."""


@dataclass(frozen=True, slots=True)
class Ask:
    need: Need
    what: str | None = None
    """What helps, in the person's own words. For named readers, not for the venue."""
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The act: that it was erased, when and why, and nothing of what it was."""

    at: datetime
    ground: WhyErased


@dataclass(frozen=True, slots=True)
class Answered:
    """Who asked is to hear that there are answers."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Needs:
    """Of one who competes by an entry."""

    id: UUID
    registration_id: UUID
    championship_id: UUID
    subject_id: UUID | None
    """None once the person is erased."""
    asks: tuple[Ask, ...] = ()
    asked_at: datetime | None = None
    """When it was last changed by who asks."""
    told_at: datetime | None = None
    """When who asked was last told that there are answers."""
    forgotten: Forgotten | None = None
    version: int = 1

    @property
    def open(self) -> int:
        """How many are not answered."""
        return sum(ask.given is None for ask in self.asks)

    def ask(self, asks: Sequence[Ask], at: datetime) -> "Needs":
        """All that is asked for now. What was answered and is asked for in the same words keeps its answer.

        Raises NeedUnexplained, AskedTwice.
        """
        seen: set[Need] = set()
        for one in asks:
            if one.need in SAID and not one.what:
                raise NeedUnexplained(one.need)
            if one.need in seen:
                raise AskedTwice(one.need)
            seen.add(one.need)
        known = {(ask.need, ask.what): ask for ask in self.asks}
        order = list(Need)
        new = tuple(
            known.get((one.need, one.what), Ask(one.need, one.what))
            for one in sorted(asks, key=lambda one: order.index(one.need))
        )
        if new == self.asks and self.forgotten is None:
            return self
        if not new:
            return self.forget(at, WhyErased.TAKEN_BACK)
        return replace(self, asks=new, asked_at=at, forgotten=None)

    def answer(self, need: Need, given: Given) -> tuple["Needs", Answered | None]:
        """The same again changes nothing. Whoever asked is told of the first of several, and of the last.

        Raises NotAskedFor, AnswerUnexplained.
        """
        ask = next((one for one in self.asks if one.need is need), None)
        if ask is None:
            raise NotAskedFor(need)
        _must_say(need, given)
        standing = ask.given
        if standing and (standing.outcome, standing.text, standing.minutes) == (
            given.outcome,
            given.text,
            given.minutes,
        ):
            return self, None
        answered = replace(self, asks=tuple(replace(one, given=given) if one is ask else one for one in self.asks))
        was_told = self.told_at is not None and given.at - self.told_at < BETWEEN_LETTERS
        if was_told and answered.open:
            return answered, None
        return replace(answered, told_at=given.at), Answered(given.at)

    def forget(self, at: datetime, ground: WhyErased) -> "Needs":
        """A repeat keeps the first act; of an erased person not even whose it was stays."""
        subject_id = None if ground is WhyErased.PERSON else self.subject_id
        act = self.forgotten or Forgotten(at, ground)
        return replace(self, subject_id=subject_id, asks=(), asked_at=None, told_at=None, forgotten=act)


def nothing_asked(entry: Registration, subject_id: UUID) -> Needs:
    return Needs(kept_under(entry, subject_id), entry.id, entry.championship_id, subject_id)


def _must_say(need: Need, given: Given) -> None:
    is_granted = given.outcome is Outcome.GRANTED
    is_time = need is Need.MORE_TIME and given.minutes is not None
    if not given.text and not is_time and (not is_granted or need in SAID | {Need.MORE_TIME}):
        raise AnswerUnexplained(given.outcome)


def over_ground(published_at: datetime | None, ends_at: datetime, now: datetime) -> WhyErased | None:
    """Whether it has been kept long enough. `ends_at`: the moment after the championship's last day."""
    if published_at is not None:
        return WhyErased.PUBLISHED if published_at + KEPT_FOR <= now else None
    return WhyErased.OVER if ends_at + KEPT_UNPUBLISHED <= now else None
