"""Where a reader is in their inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from notifications.domain.deliveries import Delivery
from notifications.domain.refusal import Refusal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
OVERLAP = timedelta(seconds=10)
"""Workers' clocks differ, and a message may be stored after one that is a little younger."""
LATEST = timedelta(minutes=10)
"""Between a message's time and its being stored, whatever a worker waited for."""


@dataclass(eq=False)
class CursorInvalid(Refusal):
    """This is no cursor that we gave out."""


@dataclass(eq=False)
class TooManyStreams(Refusal):
    """This reader watches the inbox in as many places as one may."""

    most: int


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """Of a message in its inbox: messages are in the order of their arrival, then of their ids."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MILLISECOND}-{self.id.hex}"


def parse_cursor(text: str) -> Cursor:
    """Raises CursorInvalid."""
    milliseconds, _, id_ = text.partition("-")
    try:
        return Cursor(EPOCH + int(milliseconds) * MILLISECOND, UUID(hex=id_))
    except (ValueError, OverflowError):
        raise CursorInvalid from None


def cursor_of(message: Delivery) -> Cursor:
    return Cursor(message.created_at, message.id)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody who watches has been told: the newest message, the ids of those that a look from a little before it finds
    again, and how many are unread (None before anything was said)."""

    cursor: Cursor | None
    began: datetime
    """All that was there then was found."""
    ids: frozenset[UUID] = frozenset()
    unread: int | None = None

    @property
    def since(self) -> datetime:
        """What a look has to ask for: what is told already is no part of it, however long an inbox is."""
        begun = self.began - LATEST
        return max(begun, self.cursor.at - OVERLAP) if self.cursor else begun

    def told(self, found: Sequence[Delivery], unread: int) -> tuple["Seen", "Changes"]:
        """What is new among those that a look has `found`, the oldest first."""
        newest = max([cursor_of(one) for one in found], default=self.cursor)
        changes = Changes(
            tuple(one for one in found if one.id not in self.ids), unread if unread != self.unread else None
        )
        return Seen(newest, self.began, frozenset(one.id for one in found), unread), changes


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in an inbox: messages, the oldest first, and the unread count where it changed."""

    messages: tuple[Delivery, ...]
    unread: int | None
