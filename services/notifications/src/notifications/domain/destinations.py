"""Where letters go, where that refuses us: it is left alone for a while, so that a block is not made longer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

ENOUGH: Final = 5
"""Readers refused in a row, none accepted between them: by then it is all of them, not one."""
FIRST_PAUSE: Final = timedelta(minutes=15)
LONGEST_PAUSE: Final = timedelta(hours=4)
FORGOTTEN_AFTER: Final = timedelta(days=7)
"""Since the last refusal. Longer than any letter waits."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A domain of readers, or our own mail server, that has refused us since it last took a letter."""

    id: UUID
    """Derived from the name, which is not kept before it is paused: a domain of one reader may be their own."""
    refused_at: datetime
    refused: tuple[UUID, ...] = ()
    """The readers, at most as many as are enough."""
    name: str | None = None
    pauses: int = 0
    paused_until: datetime | None = None
    probed_until: datetime | None = None
    """Until then one letter is on its way to find out whether it still refuses."""
    version: int = 1

    def refuse(self, reader_id: UUID, name: str, at: datetime) -> "Destination":
        """The next pause is twice as long. What was on its way when the pause began, or could not wait, makes none longer."""
        after = replace(self, refused=self._with(reader_id), refused_at=at)
        if self.paused_until is None:
            return _paused(after, name, at) if len(after.refused) >= ENOUGH else after
        return _paused(after, name, at) if self.paused_until <= at else after

    def held_until(self, at: datetime) -> datetime | None:
        """None where a letter may be tried: it is not paused, or somebody has to find out."""
        ends = [one for one in (self.paused_until, self.probed_until) if one is not None and one > at]
        return max(ends, default=None)

    @property
    def is_paused(self) -> bool:
        """Also after the pause, until a letter was taken."""
        return self.paused_until is not None

    def probe(self, at: datetime, term: timedelta) -> "Destination":
        return replace(self, probed_until=at + term)

    def unsure(self, at: datetime) -> "Destination":
        """The letter that was to find out got no clear answer: the next one asks after a short pause."""
        if self.paused_until is None or self.paused_until > at:
            return self
        return replace(self, paused_until=at + FIRST_PAUSE, probed_until=None)

    def _with(self, reader_id: UUID) -> tuple[UUID, ...]:
        return self.refused if reader_id in self.refused else (*self.refused, reader_id)[-ENOUGH:]


def _paused(destination: Destination, name: str, at: datetime) -> Destination:
    length = min(FIRST_PAUSE * (1 << min(destination.pauses, 10)), LONGEST_PAUSE)
    return replace(destination, name=name, pauses=destination.pauses + 1, paused_until=at + length, probed_until=None)
