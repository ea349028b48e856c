"""Who comes for a place of a skill, and how they stand among those who have one or wait."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.entering.changes import Change, Whereabouts
from competitions.domain.entering.teams import Team
from competitions.domain.member import normal_form
from competitions.domain.registration import ERASED


@dataclass(frozen=True, slots=True)
class Newcomer:
    registration_id: UUID
    subject_id: UUID
    member: str
    category: str | None = None
    """As in the registration."""
    others: tuple[UUID, ...] = ()
    """Further ids of the same people, where records were merged."""
    team: Team | None = None
    """Whose id `subject_id` is then."""

    @property
    def people(self) -> tuple[UUID, ...]:
        """Who competes."""
        return self.team.members if self.team else (self.subject_id,)

    def is_among(self, subjects: Collection[UUID]) -> bool:
        return not {self.subject_id, *self.people, *self.others}.isdisjoint(subjects)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody with a place, or waiting for one."""

    registration_id: UUID
    subject_id: UUID
    member: str
    member_key: str
    """The member without its spelling."""
    sequence: int
    """From 1, in the order of arrival; none is given twice. Who takes another's place over has the other's number."""
    at: datetime
    by: str
    """The account of who entered them."""
    category: str | None = None
    has_place: bool = False
    instead_of: UUID | None = None
    """The registration whose place it took over."""
    is_quiet: bool = False
    """They are told of their entry later, when it is certain."""
    change: Change | None = None
    """By which it came to stand here so, where it stood otherwise before."""
    moved_from: UUID | None = None
    """The skill that it was in before the change."""
    team: Team | None = None
    """As it was entered, or became by the change."""

    @property
    def subjects(self) -> tuple[UUID, ...]:
        """Nobody of these is in the skill by another entry."""
        return (self.subject_id, *(self.team.members if self.team else ()))

    def was_made_by(self, change: Change) -> bool:
        """Whether the last change of it is this one."""
        return self.change is not None and self.change.id == change.id

    def whereabouts(self, skill_id: UUID) -> Whereabouts:
        return Whereabouts(skill_id, self.member, self.sequence, self.has_place, self.category, self.team)


def listed(newcomer: Newcomer, sequence: int, at: datetime, by: str) -> Listed:
    member = newcomer.member
    key = normal_form(member)
    entry = Listed(newcomer.registration_id, newcomer.subject_id, member, key, sequence, at, by, newcomer.category)
    return replace(entry, team=newcomer.team)


def forgotten(one: Listed, account: str) -> Listed:
    """Without that account."""
    change = replace(one.change, by=ERASED) if one.change and one.change.by == account else one.change
    return replace(one, by=ERASED if one.by == account else one.by, change=change)
