"""How many lack a consent in a whole championship."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.registration import State
from competitions.queries.keeping.listing import Narrowed, entries_with_consents
from competitions.store.registrations import UNCONFIRMED
from competitions.wiring import App

MOST_COUNTED: Final = 20_000
"""Entries: more than any championship has. Whoever has more is told so."""
COUNTED_ANEW: Final = 1_000
"""Up to so many entries each look counts; of more a count holds for a minute (`App.lacks`), since it takes seconds."""


@dataclass(frozen=True, slots=True)
class Lack:
    """How many lack something, of the newest MOST_COUNTED entries."""

    people: int
    lacking: int
    are_more: bool
    """There are more entries than were looked at."""


async def lack_of(app: App, championship: Championship, *, only_unconfirmed: bool = False) -> Lack:
    """Of everybody who is entered, or of those who are not confirmed yet."""
    key: tuple[UUID, bool] = (championship.id, only_unconfirmed)
    if known := app.lacks.get(key):
        return Lack(*known)
    people, lacking, looked_at = await _counted(app, championship, only_unconfirmed=only_unconfirmed)
    found = (people, lacking, looked_at > MOST_COUNTED)
    return Lack(*(app.lacks.keep(key, found) if looked_at > COUNTED_ANEW else found))


async def _counted(app: App, championship: Championship, *, only_unconfirmed: bool) -> tuple[int, int, int]:
    wanted = Narrowed().wanted
    if only_unconfirmed:
        wanted = replace(wanted, states=tuple(State(one) for one in UNCONFIRMED))
    people = lacking = looked_at = 0
    async for _entry, rows in entries_with_consents(app, championship, wanted, None):
        looked_at += 1
        if looked_at > MOST_COUNTED:
            break
        people += len(rows)
        lacking += sum(bool(row.lacking) for row in rows)
    return people, lacking, looked_at
