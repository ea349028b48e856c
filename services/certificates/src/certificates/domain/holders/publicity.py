"""What of a person may stand on public pages, as they allowed it for each championship."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class PublicItem(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    """Of no use here: a certificate names none."""
    PLACE = "place"
    """With the award, which tells the place."""
    SCORE = "score"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Publicity:
    championship_id: UUID
    items: tuple[PublicItem, ...]
    until: date | None = None
    """The last day."""

    def on(self, day: date) -> frozenset[PublicItem]:
        """After the last day nothing is allowed any more."""
        is_over = self.until is not None and day > self.until
        return frozenset() if is_over else frozenset(self.items)
