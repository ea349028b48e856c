from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from competitions.domain.categories.told import AS_PLANNED, Holding
from competitions.domain.entering.absences import Absence, AbsenceUnexplained, Return
from competitions.domain.entering.changes import Change, Whereabouts
from competitions.domain.entering.declining import DecliningOver, NothingToDecline
from competitions.domain.entering.teams import Team, same_members
from competitions.domain.refusal import Refusal


class State(StrEnum):
    """How far somebody's entry in a skill is."""

    WAITING = "waiting"
    """For a place."""
    ENTERED = "entered"
    """With a place, to be confirmed."""
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    """With the whole championship."""
    LAPSED = "lapsed"
    """Consents that are required were missing when they were due."""


ENDED: Final = frozenset({State.WITHDRAWN, State.REJECTED, State.REPLACED, State.CANCELLED, State.LAPSED})
COMPETING: Final = frozenset({State.CONFIRMED, State.CHECKED_IN})


@dataclass(eq=False)
class AlreadyRegistered(Refusal):
    subject_id: UUID


@dataclass(eq=False)
class NotConfirmed(Refusal):
    """Only a competitor can be absent or checked in: an entrant is not expected yet."""

    registration_id: UUID


@dataclass(eq=False)
class StillWaiting(Refusal):
    """Who has no place yet cannot be confirmed."""

    registration_id: UUID


@dataclass(eq=False)
class EntryEnded(Refusal):
    """The entry was withdrawn, rejected, replaced, or lapsed: it does not come back, the person is entered anew."""

    state: State


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """Who is rejected may read why."""


ERASED = "–"
"""What stands where something was erased."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an entry's state."""

    state: State
    at: datetime
    by: str | None = None
    """The account of who did it; None: a place became free by itself."""
    reason: str | None = None
    is_declined: bool = False
    """Whether it ended because who moved up said no to the place."""
    change: UUID | None = None
    """By which name, skill or member became another: what was confirmed is confirmed anew."""


@dataclass(frozen=True, slots=True)
class Registration:
    """The entry of a person or a team in one skill: an entrant until confirmed, a competitor after; a starter unless absent.

    Who has a place, and in which order the others wait, is decided by the skill's `Places`.
    """

    id: UUID
    championship_id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    category: str | None = None
    """The code of one of the ruleset, in which the person competes; None where it has none."""
    state: State = State.ENTERED
    sequence: int = 0
    """The number in the order of arrival, given by the write that gave the place: one a skill, none twice."""
    entered_at: datetime | None = None
    code: str | None = None
    """By which it is found at the door; no right by itself."""
    badge_at: datetime | None = None
    """When its badge was last printed."""
    age_reason: str | None = None
    """Why the organiser entered somebody of an age for which the skill is not. It stands on the entry's page alone."""
    history: tuple[Step, ...] = ()
    """Only ever grows."""
    is_listed: bool = True
    """Whether the skill's places may still know it: an entry that ended gives its place back after that was said here."""
    is_asked: bool = False
    """Whether somebody has seen to it that whoever has a say is asked for consents."""
    is_seen: bool = False
    """Whether it was looked at, after its end, what that means for what is kept of the person."""
    replaced_by: UUID | None = None
    """The registration that took its place."""
    absence: Absence | None = None
    """Why the competitor is no starter, as it stands now."""
    absences: tuple[Absence | Return, ...] = ()
    """All there were, in their order. Only ever grows."""
    team: Team | None = None
    """Whose entry it is, where several compete as one: `subject_id` is the team's."""
    holding: Holding = AS_PLANNED
    """How its category is held, as they were told last."""
    version: int = 1

    @property
    def people(self) -> tuple[UUID, ...]:
        """Who competes."""
        return self.team.captain_first if self.team else (self.subject_id,)

    @property
    def concerned(self) -> tuple[UUID, ...]:
        """Who competes, and the mentor."""
        return self.team.concerned if self.team else (self.subject_id,)

    @property
    def is_competitor(self) -> bool:
        return self.state in COMPETING

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def has_place(self) -> bool:
        return not self.has_ended and self.state is not State.WAITING

    @property
    def is_starter(self) -> bool:
        return self.is_competitor and self.absence is None

    @property
    def placed_at(self) -> datetime | None:
        """Since when it has a place; None for who waits, or never had one."""
        return next((step.at for step in self.history if step.state is State.ENTERED), None)

    @property
    def was_confirmed(self) -> bool:
        """Whoever was confirmed once keeps the place, also while a change waits to be confirmed anew."""
        return self.is_competitor or any(step.state in COMPETING for step in self.history)

    @property
    def reason(self) -> str | None:
        """Why it is as it is, where somebody said so."""
        return self.history[-1].reason if self.history else None

    def explained(self, age_reason: str | None) -> "Registration":
        """With why it is in spite of the age. Where that is said already, or forgotten, nothing changes."""
        return self if age_reason is None or self.age_reason is not None else replace(self, age_reason=age_reason)

    def move_up(self, at: datetime) -> "Registration":
        """A place became free. Whoever does not wait any more stays as they are."""
        return self._become(Step(State.ENTERED, at)) if self.state is State.WAITING else self

    @property
    def moved_up_at(self) -> datetime | None:
        """Since when who waited has a place that is not confirmed yet."""
        is_moved = self.state is State.ENTERED and len(self.history) > 1 and self.history[-1].by is None
        return self.history[-1].at if is_moved else None

    @property
    def changes(self) -> int:
        """How often it became another: what is told of it after that is told anew."""
        return sum(step.change is not None for step in self.history)

    def knows(self, change: Change) -> bool:
        """Whether it says already what the change made of it."""
        return any(step.change == change.id for step in self.history)

    def become(self, change: Change, where: Whereabouts) -> "Registration":
        """In another skill, or for another member: to be confirmed anew, with another badge. A repeat changes nothing.

        Raises EntryEnded.
        """
        if self.knows(change):
            return self
        self.must_go_on()
        state = State.ENTERED if where.has_place else State.WAITING
        anew = self._become(Step(state, change.at, change.by, change=change.id)).with_badge(None)
        # What was said about the other skill is not about this one.
        reason, holding = (self.age_reason, self.holding) if where.skill_id == self.skill_id else (None, AS_PLANNED)
        team = self.team.of(where.team.members, where.team.vacant) if self.team and where.team else where.team
        is_asked = self.is_asked and same_members(self.team, team)
        said = {**where.facts, "team": team, "holding": holding}
        return replace(anew, age_reason=reason, is_asked=is_asked, **said)

    def renamed(self, change: Change) -> "Registration":
        """The person has another name: what was confirmed of them is confirmed anew. Who is not confirmed stays as they are.

        A repeat changes nothing.
        """
        if not self.is_competitor or self.knows(change):
            return self
        return self._become(Step(State.ENTERED, change.at, change.by, change=change.id)).with_badge(None)

    def decline(self, at: datetime, by: str, time: timedelta, time_zone: str) -> "Registration":
        """No to the place that became free, within `time`. A repeat changes nothing.

        `time_zone`: of the championship. Raises NothingToDecline, DecliningOver.
        """
        if self.state is State.WITHDRAWN and self.history[-1].is_declined:
            return self
        if self.moved_up_at is None:
            raise NothingToDecline(self.id)
        if at > self.moved_up_at + time:
            raise DecliningOver(self.moved_up_at + time, time_zone)
        return self._become(Step(State.WITHDRAWN, at, by, is_declined=True))

    def confirm(self, at: datetime, by: str | None = None) -> "Registration":
        """Where it was confirmed before nothing changes. Raises StillWaiting, EntryEnded."""
        self.must_go_on()
        if self.state is State.WAITING:
            raise StillWaiting(self.id)
        return self if self.is_competitor else self._become(Step(State.CONFIRMED, at, by))

    def check_in(self, at: datetime, by: str) -> "Registration":
        """On the site. A repeat keeps the first moment. Raises NotConfirmed, EntryEnded."""
        self.must_go_on()
        if not self.is_competitor:
            raise NotConfirmed(self.id)
        return self if self.state is State.CHECKED_IN else self._become(Step(State.CHECKED_IN, at, by))

    def with_badge(self, at: datetime | None) -> "Registration":
        return replace(self, badge_at=at)

    def check_out(self, at: datetime, by: str) -> "Registration":
        """A check-in by mistake is taken back. Where there is none, nothing changes."""
        return self._become(Step(State.CONFIRMED, at, by)) if self.state is State.CHECKED_IN else self

    def end(self, step: Step, replaced_by: UUID | None = None) -> "Registration":
        """Withdrawn, rejected, replaced, or lapsed. A repeat changes nothing. Raises EntryEnded, ReasonMissing."""
        if self.state is step.state and self.replaced_by == replaced_by:
            return self
        self.must_go_on()
        if step.state is State.REJECTED and not (step.reason or "").strip():
            raise ReasonMissing
        return replace(self._become(step), replaced_by=replaced_by)

    def given_back(self) -> "Registration":
        """The skill's places know it no more."""
        return replace(self, is_listed=False)

    def seen(self) -> "Registration":
        """Whatever follows from its end for the person's data is planned."""
        return replace(self, is_seen=True)

    def must_go_on(self) -> None:
        """Raises EntryEnded."""
        if self.has_ended:
            raise EntryEnded(self.state)

    def _become(self, step: Step) -> "Registration":
        return replace(self, state=step.state, history=(*self.history, step))

    def miss(self, absence: Absence) -> "Registration":
        """Out of the results. The same kind and reason again change nothing. Raises NotConfirmed, AbsenceUnexplained."""
        if not self.is_competitor:
            raise NotConfirmed(self.id)
        if not absence.reason.strip():
            raise AbsenceUnexplained
        if self.absence and (self.absence.kind, self.absence.reason) == (absence.kind, absence.reason):
            return self
        return replace(self, absence=absence, absences=(*self.absences, absence))

    def come_back(self, back: Return) -> "Registration":
        """In the results again. Where there is no absence, nothing changes."""
        if self.absence is None:
            return self
        return replace(self, absence=None, absences=(*self.absences, back))
