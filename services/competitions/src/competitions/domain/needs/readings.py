"""That somebody looked at what was asked: kept before it is shown, and shown to who asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from competitions.domain.refusal import Refusal

MOST_READINGS = 100
"""Of one entry by one reader within WITHIN: more than anybody reads, and a program in a loop fills no disk."""
WITHIN = timedelta(days=1)


class Where(StrEnum):
    ENTRY = "entry"
    """On the page of the entry, with all that was asked."""
    LIST = "list"
    """On the venue's list, which has what will be there alone."""
    FILE = "file"
    """The same as a workbook."""


@dataclass(eq=False)
class NeedsReadTooOften(Refusal):
    """Each reading is kept on record, so there is an end to them."""

    most: int


@dataclass(frozen=True, slots=True)
class NeedsReading:
    at: datetime
    by: str
    """The account of who looked."""
    where: Where
