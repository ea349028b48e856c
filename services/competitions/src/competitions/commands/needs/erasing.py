"""What is kept sealed of one who competes is erased; the act stays."""

from datetime import datetime
from typing import Protocol, Self, TypeVar
from uuid import UUID

from competitions.domain.needs.asked import WhyErased
from competitions.store.needs.sealing import Sealed
from competitions.wiring import App
from shared.mongo.aggregates import Aggregate
from shared.mongo.retry import retry_on_conflict


class Erasable(Aggregate, Protocol):
    def forget(self, at: datetime, ground: WhyErased, /) -> Self: ...


E = TypeVar("E", bound=Erasable)


async def erase(app: App, store: Sealed[E], id: UUID, ground: WhyErased) -> None:
    """`id`: under which it is kept. Where nothing was kept nothing happens. Needs no key: what cannot be opened any more goes too."""

    async def attempt() -> None:
        kept = await store.unopened(id)
        gone = kept.forget(app.now(), ground) if kept else None
        if kept and gone and gone != kept:
            await store.save(gone)

    await retry_on_conflict(attempt)
