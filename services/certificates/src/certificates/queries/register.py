"""What somebody looks for in an issuer's register."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from certificates.domain.acts.act import TooManyEntries
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


async def entries_of(app: App, organisation: str, chosen: Sequence[UUID] | Sought, most: int) -> list[tuple[str, str]]:
    """Number and name of those that are there, by number; of an erased one no name. Raises TooManyEntries."""
    if isinstance(chosen, Sought):
        count = await app.certificates.count_sought(organisation, chosen)
        if count > most:
            raise TooManyEntries(count)
        return [(str(one.number), one.name or "") async for one in app.certificates.exported(organisation, chosen)]
    found = [one for one in await app.certificates.some(chosen) if one.organisation == organisation]
    return sorted((str(one.number), one.document.name if one.document else "") for one in found)
