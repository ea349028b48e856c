"""What takes place at a championship, when and where: modules of a skill, and what concerns everybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from competitions.domain.member import normal_form
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.schedule.changes import Change, Telling, Untold, change_of
from competitions.domain.schedule.groups import Group
from competitions.domain.schedule.plans import ItemPlan

MOST_ITEMS = 500
MOST_OVERLAPS = 200
MOST_REMOVED = 500
"""Calendars have to hear that something does not take place; nobody looks for what was taken off so long ago."""
ANOTHER_SKILL = 1_000_000
"""Calendars go by a number that counts the versions of the item and of its skill: it must grow too where the new skill has fewer."""


@dataclass(eq=False)
class TooManyItems(Refusal):
    most: int


@dataclass(frozen=True, slots=True)
class Item:
    id: UUID
    plan: ItemPlan
    changed_at: datetime
    revision: int = 1
    """Grows with each change."""
    removed_at: datetime | None = None

    def changed(self, plan: ItemPlan, at: datetime) -> "Item":
        step = 1 if plan.skill_id == self.plan.skill_id else ANOTHER_SKILL
        return Item(self.id, plan, at, self.revision + step)

    def overlaps(self, other: "Item") -> bool:
        return self.plan.starts_at < other.plan.ends_at and other.plan.starts_at < self.plan.ends_at

    def days(self, zone: ZoneInfo) -> Iterator[date]:
        """On which it takes place; midnight at its end is no day more."""
        first = self.plan.starts_at.astimezone(zone).date()
        last = (self.plan.ends_at - timedelta(microseconds=1)).astimezone(zone).date()
        for after in range((last - first).days + 1):
            yield first + timedelta(days=after)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two items at the same time that want the same room, or the same competitors."""

    one: Item
    other: Item
    is_room: bool
    """Else it is the skill."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Of a schedule. Of n items at one time there are n² / 2: nobody reads them all."""

    told: tuple[Overlap, ...]
    """The first, at most MOST_OVERLAPS."""
    count: int
    """Of all."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Of one championship, whose id it has."""

    id: UUID
    items: tuple[Item, ...] = ()
    """In the order in which they begin."""
    removed: tuple[Item, ...] = ()
    """The newest last."""
    untold: tuple[Untold, ...] = ()
    """What people who take part were told otherwise."""
    telling: Telling | None = None
    version: int = 1

    def known(self, id: UUID) -> Item | None:
        """Also where it was taken off, as far as that is remembered."""
        return next((item for item in (*self.items, *self.removed) if item.id == id), None)

    def is_removed(self, id: UUID) -> bool:
        return any(item.id == id for item in self.removed)

    def item(self, id: UUID) -> Item:
        """Raises Unknown."""
        for item in self.items:
            if item.id == id:
                return item
        raise Unknown("schedule item", id)

    def with_item(self, id: UUID, plan: ItemPlan, at: datetime, *, is_known: bool = False) -> "Schedule":
        """Added, or changed where its id is there. What is planned already changes nothing. `is_known` as in `without`.

        Raises TooManyItems.
        """
        known = self.known(id)
        if known and known.plan == plan and known.removed_at is None:
            return self
        others = tuple(item for item in self.items if item.id != id)
        if len(others) >= MOST_ITEMS:
            raise TooManyItems(MOST_ITEMS)
        item = known.changed(plan, at) if known else Item(id, plan, at)
        removed = tuple(one for one in self.removed if one.id != id)
        changed = replace(self, items=_in_order((*others, item)), removed=removed)
        before = known.plan if known and known.removed_at is None else None
        return changed.to_tell(id, before, at) if is_known else changed

    def without(self, id: UUID, at: datetime, *, is_known: bool) -> "Schedule":
        """A repeat changes nothing. `is_known`: others have seen it, so that their calendars must hear of its end.

        Raises Unknown.
        """
        if self.is_removed(id):
            return self
        gone = self.item(id)
        items = tuple(item for item in self.items if item.id != id)
        if not is_known:
            return replace(self, items=items)
        ended = replace(gone, changed_at=at, revision=gone.revision + 1, removed_at=at)
        changed = replace(self, items=items, removed=(*self.removed, ended)[-MOST_REMOVED:])
        return changed.to_tell(id, gone.plan, at)

    def to_tell(self, id: UUID, before: ItemPlan | None, at: datetime) -> "Schedule":
        """What people know stays what they were told last, however often it changes until they are told again."""
        if any(one.item_id == id for one in self.untold):
            return self
        return replace(self, untold=(*self.untold, Untold(id, before, at)))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What people have to hear, in the order of time."""
        now = {item.id: item.plan for item in self.items}
        found = [change for one in self.untold if (change := change_of(one, now.get(one.item_id)))]
        return tuple(sorted(found, key=lambda one: (one.plan.starts_at, one.item_id)))

    def is_due(self, at: datetime, wait: timedelta) -> bool:
        """A start that has changed is told at once; other changes wait until somebody has planned in peace."""
        if any(change.is_urgent for change in self.changes):
            return True
        return bool(self.untold) and min(one.since for one in self.untold) + wait <= at

    def told(self) -> "Schedule":
        return replace(self, untold=(), telling=None)

    def being_told(self, groups: Iterable[Group], at: datetime) -> "Schedule":
        """What changes from now on is told the next time."""
        return replace(self, untold=(), telling=Telling(at, self.changes, tuple(groups)))


def by_day(items: Iterable[Item], zone: ZoneInfo) -> list[tuple[date, list[Item]]]:
    """Each day with what takes place on it, in the order of time."""
    on_days = [(day, item) for item in items for day in item.days(zone)]
    on_days.sort(key=lambda one: (one[0], one[1].plan.starts_at, one[1].plan.ends_at))
    return [(day, [item for _, item in found]) for day, found in groupby(on_days, key=lambda one: one[0])]


def championship_day(day: date, starts_on: date, ends_on: date) -> int | None:
    """As they are counted: C1 is the first, C−1 the day before it [P]; None after the last."""
    after = (day - starts_on).days
    if day > ends_on:
        return None
    return after + 1 if after >= 0 else after


def _in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.plan.starts_at, item.plan.ends_at, item.id)))


def overlaps(items: Sequence[Item]) -> Overlaps:
    """`items` in order: what begins after one has ended overlaps it no more."""
    rooms = [normal_form(item.plan.place) if item.plan.place else None for item in items]
    told, count = [], 0
    for place, one in enumerate(items):
        for other, room in zip(items[place + 1 :], rooms[place + 1 :], strict=True):
            if other.plan.starts_at >= one.plan.ends_at:
                break
            is_room = room is not None and room == rooms[place]
            if not is_room and (one.plan.skill_id is None or one.plan.skill_id != other.plan.skill_id):
                continue
            count += 1
            if count <= MOST_OVERLAPS:
                told.append(Overlap(one, other, is_room))
    return Overlaps(tuple(told), count)
