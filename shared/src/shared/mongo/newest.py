"""What others tell of a thing again and again, each time under a version of theirs: the newest is kept."""

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar
from uuid import UUID

from pymongo import InsertOne, UpdateOne
from pymongo.errors import BulkWriteError

from shared.errors import Stale
from shared.mongo.aggregates import Aggregate, Aggregates, succession
from shared.mongo.database import Document
from shared.mongo.pending_events import PENDING
from shared.mongo.safety import TWICE, must_be_safe


class Versioned(Aggregate, Protocol):
    """Told by others: `version` counts our writes, and what is newer they say themselves."""

    def is_newer_than(self, known: Self | None, /) -> bool: ...

    def following(self, known: Self | None, /) -> Self:
        """As the next state of what is known."""


V = TypeVar("V", bound=Versioned)


async def keep_newest(store: Aggregates[V], told: Sequence[V]) -> None:
    """The newest of each id, whatever order they arrive in: one query and one command for all of them. Nothing is told of it.

    Raises Stale where somebody else changed one of them meanwhile: those before it are kept, and whoever asked asks again.
    """
    newest: dict[UUID, V] = {}
    for one in told:
        if one.is_newer_than(newest.get(one.id)):
            newest[one.id] = one
    known = {one.id: one for one in await store.some([one.id for one in newest.values()])}
    kept = [(one, known.get(one.id)) for one in newest.values() if one.is_newer_than(known.get(one.id))]
    if not kept:
        return
    writes = [_write(store, one, seen) for one, seen in kept]
    added = sum(seen is None for _, seen in kept)
    try:
        result = await store.collection.bulk_write(writes, ordered=False)
    except BulkWriteError as error:
        must_be_safe(error)
        if any(fault["code"] != TWICE for fault in error.details["writeErrors"]):
            raise
        raise Stale from error
    if (result.inserted_count, result.matched_count) != (added, len(kept) - added):
        raise Stale


def _write(store: Aggregates[V], one: V, seen: V | None) -> InsertOne[Document] | UpdateOne:
    if seen is None:
        return InsertOne({"_id": one.id, **store.dump(one), PENDING: []})
    change = succession(store.dump(one.following(seen)), {}, seen.version)
    return UpdateOne({"_id": one.id, "version": seen.version}, change)
