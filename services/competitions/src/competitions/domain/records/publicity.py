"""What of a person may stand on public pages. Each item is allowed for itself, and to its last day (152-FZ, article 10.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class PublicItem(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    PLACE = "place"
    """With the award, which tells the place."""
    SCORE = "score"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Publicity:
    """What those who have a say about a person came to, for one championship. No items: the answer was no, or was taken back."""

    championship_id: UUID
    items: tuple[PublicItem, ...]
    until: date | None = None
    """The last day."""

    def on(self, day: date) -> frozenset[PublicItem]:
        """After the last day it is as taken back."""
        is_over = self.until is not None and day > self.until
        return frozenset() if is_over else frozenset(self.items)

    def within(self, other: "Publicity | None") -> "Publicity":
        """No more than `other` allows too. None: whoever was never asked allows nothing."""
        if other is None:
            return Publicity(self.championship_id, ())
        items = in_order({*self.items} & {*other.items})
        days = [day for day in (self.until, other.until) if day and items]
        return Publicity(self.championship_id, items, min(days, default=None))


def in_order(items: Iterable[PublicItem]) -> tuple[PublicItem, ...]:
    chosen = set(items)
    return tuple(item for item in PublicItem if item in chosen)
