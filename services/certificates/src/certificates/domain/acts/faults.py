"""What can be wrong with a row of a table."""

from dataclasses import dataclass
from enum import StrEnum

from certificates.domain.refusal import Refusal


class Fault(StrEnum):
    """In the words that programs read."""

    NUMBER_MISSING = "number-missing"
    NUMBER_UNREADABLE = "number-unreadable"
    NUMBER_UNKNOWN = "number-unknown"
    """Not in the issuer's register."""
    TWICE = "twice"
    NOTHING_CHANGES = "nothing-changes"
    NOT_READ = "not-read"
    """What stands in it is of another kind of table."""
    NAME = "name"
    """Too long, or with letters that cannot be printed."""
    SCORE = "score"
    OUT_OF = "out-of"
    POINTS = "points"
    DAY = "day"
    BLANK_MISSING = "blank-missing"
    BLANK = "blank"
    BLANK_TWICE = "blank-twice"


class TableFault(StrEnum):
    """Of a file as a whole."""

    NONE = "none"
    TOO_LARGE = "too-large"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    UNKNOWN_KIND = "unknown-kind"
    BROKEN = "broken"
    LOCKED = "locked"
    EMPTY = "empty"
    NO_HEADING = "no-heading"
    """No column is called the registration number."""
    UNKNOWN_COLUMN = "unknown-column"
    COLUMN_TWICE = "column-twice"
    TOO_MANY_ROWS = "too-many-rows"
    OUT_OF_BOUNDS = "out-of-bounds"
    BUSY = "busy"
    """Others are read already; nothing is wrong with it."""


@dataclass(eq=False)
class BadTable(Refusal):
    fault: TableFault
    name: str = ""
    """Of the column that it is about."""


@dataclass(frozen=True, slots=True)
class RowFault:
    row: int
    number: str
    """As it stands in the row."""
    fault: Fault
