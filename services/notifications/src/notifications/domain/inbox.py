"""Where a reader is in their inbox."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class PlaceInvalid(Exception):
    """This is no place that we gave out."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Of a message in its inbox: messages are in the order of their arrival, then of their ids."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MILLISECOND}-{self.id.hex}"


def place(text: str) -> Place:
    """Raises PlaceInvalid."""
    milliseconds, _, id_ = text.partition("-")
    try:
        return Place(EPOCH + int(milliseconds) * MILLISECOND, UUID(hex=id_))
    except (ValueError, OverflowError):
        raise PlaceInvalid(text) from None
