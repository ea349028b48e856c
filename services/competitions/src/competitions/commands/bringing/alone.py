"""One at a time brings a championship in or deletes it, whatever process they are in: the other's documents are never taken for
what an own attempt left."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID, uuid4

from competitions.wiring import App
from shared.mongo.leases import Leases
from shared.process.lease import Lease

T = TypeVar("T")


async def alone_with(app: App, championship_id: UUID, work: Callable[[], Awaitable[T]]) -> T:
    """Waits for whoever is at it; of one who died for some seconds. Raises Transient where the database was away on the way."""
    return await Lease(Leases(app.database), f"history {championship_id}", str(uuid4())).once(work)
