"""What an officer prints of the register."""

from collections.abc import Sequence
from typing import Final

from certificates.domain.certificate import Certificate
from certificates.domain.register import NothingToPrint, TooManyToPrint
from certificates.wiring import App

MOST: Final = 240
"""Numbers on one paper: ten sheets."""


async def to_print(app: App, organisation: str, year: int, first: int, last: int) -> Sequence[Certificate]:
    """Those in force from one running number to another, by number. Raises NothingToPrint, TooManyToPrint."""
    if last - first >= MOST:
        raise TooManyToPrint(MOST)
    found = await app.certificates.numbered_between(organisation, year, first, last, limit=MOST)
    if not found:
        raise NothingToPrint
    return found
