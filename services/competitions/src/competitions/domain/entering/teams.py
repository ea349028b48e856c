"""Several people who compete as one: who is in a team, who leads and who prepared it, and with how many it may start.

Source: regulations of junior championships, 2019 to 2025 [S]: two pupils and a mentor. What is [U] is a key of the ruleset.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from competitions.domain.entering.rules import Mentoring, TeamRules
from competitions.domain.own.mentors import MentorSaid, NotTheMentor, asking_id
from competitions.domain.refusal import Refusal

MOST_MEMBERS: Final = 20


class Unfit(StrEnum):
    """What is wrong with a team."""

    ALONE = "alone"
    """The skill is for teams."""
    TOGETHER = "together"
    """In this skill everybody competes alone."""
    SIZE = "size"
    TWICE = "twice"
    CAPTAIN = "captain"
    """Not one of the members."""
    NO_MENTOR = "no_mentor"
    MENTOR = "mentor"
    """These rules have none."""
    MENTOR_COMPETES = "mentor_competes"
    CATEGORIES = "categories"
    """Members fit different categories."""


@dataclass(eq=False)
class TeamUnfit(Refusal):
    what: Unfit
    size: int
    """So many members a team of this skill has."""


@dataclass(eq=False)
class NotInTeam(Refusal):
    subject_id: UUID


@dataclass(eq=False)
class ReplacingOver(Refusal):
    """Members were replaced until that day."""

    until: date


@dataclass(eq=False)
class TooFewMembers(Refusal):
    """The team starts with so many of its members at least."""

    needed: int


@dataclass(eq=False)
class LastOfTeam(Refusal):
    """Who leaves last withdraws the entry: there is no team without members."""


@dataclass(eq=False)
class NoRoomInTeam(Refusal):
    """Nobody left, so nobody comes besides: a member is replaced."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A member who does not start. The others may, where they are enough."""

    subject_id: UUID
    at: datetime
    by: UUID | None
    """The chief expert; None: the organiser."""


@dataclass(frozen=True, slots=True)
class Team:
    """Of one entry, whose subject it is."""

    name: str
    captain: UUID
    members: tuple[UUID, ...]
    """Subject ids, in the order in which they were named; the captain is one of them."""
    mentor: UUID | None = None
    """Who prepared it. They do not compete."""
    missing: tuple[Missing, ...] = ()
    arrived: tuple[UUID, ...] = ()
    """Members who are on the site."""
    vacant: int = 0
    """So many left, and nobody came in their place yet."""
    mentor_said: MentorSaid | None = None
    """None: nothing yet."""
    mentor_asking: UUID | None = None
    """Which the mentor's link names."""
    is_mentor_new: bool = False
    """Whether the mentor was written down with the team, and is kept for nothing else."""

    @property
    def size(self) -> int:
        """So many it is when nobody lacks."""
        return len(self.members) + self.vacant

    @property
    def captain_first(self) -> tuple[UUID, ...]:
        return tuple(sorted(self.members, key=lambda one: one != self.captain))

    @property
    def concerned(self) -> tuple[UUID, ...]:
        return (*self.captain_first, *([self.standing_mentor] if self.standing_mentor else []))

    @property
    def standing_mentor(self) -> UUID | None:
        """Who did not decline."""
        return None if self.mentor_said is MentorSaid.DECLINED else self.mentor

    @property
    def agreed_mentor(self) -> UUID | None:
        return self.mentor if self.mentor_said is MentorSaid.AGREED else None

    def asking(self, registration_id: UUID) -> "Team":
        """With what the mentor's link names."""
        return replace(self, mentor_asking=asking_id(registration_id, self.mentor) if self.mentor else None)

    def prepared_by(self, mentor: UUID | None, registration_id: UUID, *, is_new: bool = False) -> "Team":
        """Who is another is asked. Where it is who it was, what they said holds."""
        if mentor == self.mentor:
            return self
        return replace(self, mentor=mentor, mentor_said=None, is_mentor_new=is_new).asking(registration_id)

    def with_word(self, mentor: UUID, said: MentorSaid) -> "Team":
        """Of who was asked; it may become another. The same again changes nothing. Raises NotTheMentor."""
        if mentor != self.mentor:
            raise NotTheMentor
        return self if said is self.mentor_said else replace(self, mentor_said=said)

    @property
    def starters(self) -> tuple[UUID, ...]:
        missing = {one.subject_id for one in self.missing}
        return tuple(one for one in self.captain_first if one not in missing)

    @property
    def is_here(self) -> bool:
        """Whether everybody who starts has arrived."""
        return set(self.starters) <= set(self.arrived)

    def must_fit(self, size: int, rules: TeamRules) -> None:
        """Raises TeamUnfit."""
        faults = {
            Unfit.TOGETHER: size == 1,
            Unfit.SIZE: self.size != size,
            Unfit.TWICE: len(set(self.members)) != len(self.members),
            Unfit.CAPTAIN: self.captain not in self.members,
            Unfit.NO_MENTOR: self.mentor is None and rules.mentor is Mentoring.REQUIRED,
            Unfit.MENTOR: self.mentor is not None and rules.mentor is Mentoring.NO,
            Unfit.MENTOR_COMPETES: self.mentor in self.members,
        }
        if what := next((what for what, is_so in faults.items() if is_so), None):
            raise TeamUnfit(what, size)

    def must_have(self, subject_id: UUID) -> None:
        """Raises NotInTeam."""
        if subject_id not in self.members:
            raise NotInTeam(subject_id)

    def with_instead(self, leaves: UUID, comes: UUID) -> "Team":
        """Who comes starts, and is not there yet. Where the captain leaves, the next member leads.

        Raises NotInTeam, and TeamUnfit where who comes is there already.
        """
        self.must_have(leaves)
        self.must_take(comes)
        return self.of(tuple(comes if one == leaves else one for one in self.members))

    def swapped(self, leaves: UUID | None, comes: UUID | None) -> "Team":
        """One of them, or both. Raises what `with_instead`, `left_by` and `joined_by` raise."""
        if leaves and comes:
            return self.with_instead(leaves, comes)
        if leaves:
            return self.left_by(leaves)
        return self.joined_by(comes) if comes else self

    def of(self, members: tuple[UUID, ...], vacant: int | None = None) -> "Team":
        """With exactly these. What was said of those who stay holds; where the captain is none of them, the next who stays leads.

        `vacant`: None: as many places are free as before.
        """
        staying = [one for one in members if one in self.members]
        captain = self.captain if self.captain in members else next(iter(staying), members[0])
        return replace(
            self,
            members=members,
            captain=captain,
            missing=tuple(one for one in self.missing if one.subject_id in members),
            arrived=tuple(one for one in self.arrived if one in members),
            vacant=self.vacant if vacant is None else vacant,
        )

    def must_take(self, comes: UUID) -> None:
        """Raises TeamUnfit where who comes is there already."""
        if comes in self.concerned:
            raise TeamUnfit(Unfit.MENTOR_COMPETES if comes == self.mentor else Unfit.TWICE, self.size)

    def left_by(self, leaves: UUID) -> "Team":
        """A place is free in it. Where the captain leaves, the next member leads. Raises NotInTeam, LastOfTeam."""
        self.must_have(leaves)
        members = tuple(one for one in self.members if one != leaves)
        if not members:
            raise LastOfTeam
        return self.of(members, self.vacant + 1)

    def must_have_room_for(self, leaves: UUID | None) -> None:
        """In the place of who leaves, or left. Raises NotInTeam, NoRoomInTeam."""
        if leaves:
            self.must_have(leaves)
        elif not self.vacant:
            raise NoRoomInTeam

    def joined_by(self, comes: UUID) -> "Team":
        """In the place of who left. Raises NoRoomInTeam, TeamUnfit."""
        self.must_have_room_for(None)
        self.must_take(comes)
        return self.of((*self.members, comes), self.vacant - 1)

    def has_swapped(self, leaves: UUID | None, comes: UUID | None) -> bool:
        return (comes is None or comes in self.members) and leaves not in self.members

    def without(self, missing: Missing) -> "Team":
        """The same again changes nothing. Raises NotInTeam."""
        self.must_have(missing.subject_id)
        if missing.subject_id not in self.starters:
            return self
        return replace(self, missing=(*self.missing, missing))

    def with_again(self, subject_id: UUID) -> "Team":
        """Who was to be missing starts after all. Raises NotInTeam."""
        self.must_have(subject_id)
        staying = tuple(one for one in self.missing if one.subject_id != subject_id)
        return self if staying == self.missing else replace(self, missing=staying)

    def with_here(self, arrived: Iterable[UUID]) -> "Team":
        """Exactly these have arrived. Raises NotInTeam."""
        here = set(arrived)
        for one in here:
            self.must_have(one)
        return replace(self, arrived=tuple(one for one in self.members if one in here))


def same_members(one: Team | None, other: Team | None) -> bool:
    """Also of nobody, where people compete alone."""
    return {*(one.members if one else ())} == {*(other.members if other else ())}


def team_id(registration_id: UUID) -> UUID:
    """The team's subject id: a repeat of its entry finds the same."""
    return uuid5(registration_id, "team")


def must_be_as_many(people: int, size: int) -> None:
    """A person is entered where everybody competes alone, and a team where its like compete. Raises TeamUnfit."""
    if people != size:
        what = Unfit.TOGETHER if size == 1 else Unfit.ALONE if people == 1 else Unfit.SIZE
        raise TeamUnfit(what, size)


def must_be_in_one(categories: Collection[str | None], size: int) -> str | None:
    """The category of all members. Raises TeamUnfit."""
    found = set(categories)
    if len(found) > 1:
        raise TeamUnfit(Unfit.CATEGORIES, size)
    return next(iter(found), None)


def must_be_replaceable(rules: TeamRules, starts_on: date, today: date) -> None:
    """Raises ReplacingOver."""
    until = rules.replaceable_until(starts_on)
    if today > until:
        raise ReplacingOver(until)
