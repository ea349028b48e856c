"""After the secret was changed: everything is sealed with the new one, so that the former can be thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from competitions.domain.needs.asked import NeedsSealBroken
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict


@dataclass(frozen=True, slots=True)
class Resealed:
    done: int
    unopened: Sequence[UUID]
    """Entries that no known secret opens."""


async def reseal(app: App) -> Resealed:
    """A repeat finds done what was done."""
    done, unopened = 0, list[UUID]()
    for id in await app.needs.under_other_keys():
        try:
            done += await retry_on_conflict(partial(_reseal, app, id))
        except NeedsSealBroken:
            unopened.append(id)
    return Resealed(done, tuple(unopened))


async def _reseal(app: App, id: UUID) -> bool:
    found = await app.needs.find(id)
    if found is None or not found.asks:  # erased meanwhile
        return False
    await app.needs.save(found)
    return True
