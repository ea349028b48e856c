"""Why a scan is not taken: told by name, with how to mend it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from competitions.domain.refusal import Refusal

MOST_BYTES: Final = 10_000_000
MOST_PAGES: Final = 10
MOST_PIXELS: Final = 50_000_000
"""Of one picture as it comes: a sheet of A4 at 600 dpi has 35 million."""


class ScanFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    """Neither PDF, JPEG nor PNG, whatever it is called."""
    TWO_IN_ONE = "two_in_one"
    """It is a file of two kinds at once, made so that somebody takes it for another."""
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    """A PDF with a password."""
    ACTIVE = "active"
    """A PDF with scripts, actions or files in it: a scan has none."""
    OUT_OF_BOUNDS = "out_of_bounds"
    """Reading it takes more time or memory than a scan needs."""


@dataclass(eq=False)
class ScanRefused(Refusal):
    fault: ScanFault
