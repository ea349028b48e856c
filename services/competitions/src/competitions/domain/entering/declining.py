"""Who moved up from the waiting list may say no to the place, for a while."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class NothingToDecline(Refusal):
    """Only who moved up from the waiting list, and is not confirmed yet, may say no to the place."""

    registration_id: UUID


@dataclass(eq=False)
class DecliningOver(Refusal):
    """The time to say no is over: the entry is withdrawn like every other."""

    until: datetime
    time_zone: str
    """Of the championship."""
