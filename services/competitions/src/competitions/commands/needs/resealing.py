"""After the secret was changed: everything is sealed with the new one, so that the former can be thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from competitions.domain.needs.asked import NeedsSealBroken
from competitions.store.needs.sealing import Sealed
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict


@dataclass(frozen=True, slots=True)
class Resealed:
    done: int
    unopened: Sequence[UUID]
    """Entries of which no known secret opens something."""


async def reseal(app: App) -> Resealed:
    """A repeat finds done what was done."""
    done, unopened = 0, list[UUID]()
    stores: list[Sealed[Any]] = [app.needs, app.companions, app.emergency]
    for store in stores:
        for one in await store.under_other_keys():
            try:
                done += await retry_on_conflict(partial(_reseal, store, one.id))
            except NeedsSealBroken:
                unopened.append(one.registration_id)
    return Resealed(done, tuple(unopened))


async def _reseal(store: Sealed[Any], id: UUID) -> bool:
    found = await store.find(id)
    if found is None or found.forgotten:  # erased meanwhile
        return False
    await store.save(found)
    return True
