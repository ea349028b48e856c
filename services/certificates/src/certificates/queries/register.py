"""What somebody looks for in an issuer's register."""

from dataclasses import dataclass
from typing import Final

from certificates.domain.certificate import Certificate
from certificates.domain.standing import Sought
from certificates.wiring import App

ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Certificate]
    """The newest first."""
    number: int
    """Of all that were found."""
    next: int | None
    """The running number to go on below; None at the end."""


async def look_through(app: App, organisation: str, sought: Sought, below: int | None) -> Found:
    """A page of the entries, from below a running number on."""
    rows, number = await app.certificates.sought(organisation, sought, below=below, limit=ROWS + 1)
    following = rows[ROWS - 1].number.number if len(rows) > ROWS else None
    return Found(rows[:ROWS], number, following)
