"""Who enters themselves is kept a moment before they have their place: nobody stays who got none."""

from contextlib import suppress
from datetime import timedelta
from typing import Final
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.erasure import Erasure
from competitions.domain.refusal import Unknown
from competitions.wiring import App
from shared.errors import Stale

TRIES_AGAIN: Final = timedelta(days=1)
"""For so long who was refused at the last moment need not type everything anew."""


async def plan_without_entry(app: App, championship: Championship, subject_id: UUID) -> None:
    """Before the person is kept, so that a kill leaves nobody. A repeat changes nothing."""
    if not app.rulesets[championship.ruleset].consents.required:
        return
    at = app.now()
    id, erase_at = app.erasures.id_of(championship.id, subject_id), at + TRIES_AGAIN
    await app.erasures.add(Erasure(id, championship.id, championship.organisation, subject_id, at, erase_at, erase_at))


async def is_without_entry(app: App, championship: Championship, subject_id: UUID) -> bool:
    """Whether they are kept for an entry that is not there: one that is being made, or whose making was broken off."""
    planned = await app.erasures.find(app.erasures.id_of(championship.id, subject_id))
    return planned is not None and planned.done_at is None


async def entered_after_all(app: App, championship: Championship, subject_id: UUID) -> None:
    """What was planned is off: when the entry ends it is planned anew. A kill before is harmless, since an entry keeps its person."""
    planned = await app.erasures.find(app.erasures.id_of(championship.id, subject_id))
    if planned and planned.done_at is None:
        with suppress(Stale, Unknown):
            await app.erasures.remove(planned)
