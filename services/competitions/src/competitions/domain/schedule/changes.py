"""What of a schedule people were told otherwise, and have to hear."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from competitions.domain.schedule.groups import Group
from competitions.domain.schedule.plans import ItemPlan


class ChangeKind(StrEnum):
    ADDED = "added"
    MOVED = "moved"
    """It begins at another time."""
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Untold:
    """An item that has changed since people were told of it last."""

    item_id: UUID
    before: ItemPlan | None
    """As they know it; None: they know of no such item."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Change:
    item_id: UUID
    kind: ChangeKind
    before: ItemPlan | None
    plan: ItemPlan
    """As it is now; of what was taken off, as it was."""

    @property
    def is_urgent(self) -> bool:
        """Who does not hear of it comes at a wrong time."""
        return self.kind in {ChangeKind.MOVED, ChangeKind.REMOVED}

    def concerns(self, skills: frozenset[UUID]) -> bool:
        """Those who take part in these skills: also those who knew of it as theirs."""
        known = {self.plan.skill_id, *([self.before.skill_id] if self.before else [])}
        return None in known or not known.isdisjoint(skills)


@dataclass(frozen=True, slots=True)
class Telling:
    """Changes that some have heard of, and others hear next, just as they were when it began."""

    began_at: datetime
    changes: tuple[Change, ...]
    left: tuple[Group, ...]
    """Who has still to be told."""

    def for_those_of(self, group: Group) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.concerns(frozenset(group.skills)))


def change_of(untold: Untold, now: ItemPlan | None) -> Change | None:
    """`now`: None where it was taken off. None where nobody has anything to hear: it is as they know it."""
    before = untold.before
    if before is None:
        return Change(untold.item_id, ChangeKind.ADDED, None, now) if now else None
    if now is None:
        return Change(untold.item_id, ChangeKind.REMOVED, before, before)
    if now == before:
        return None
    kind = ChangeKind.MOVED if now.starts_at != before.starts_at else ChangeKind.CHANGED
    return Change(untold.item_id, kind, before, now)
