"""Aggregates of which a process remembers what it read or saved last."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast
from uuid import UUID

from shared.errors import Stale
from shared.events import Outgoing
from shared.mongo.aggregates import Aggregate, Aggregates, succession
from shared.mongo.batched_updates import BatchedUpdates
from shared.mongo.database import Database, Document
from shared.ttl_cache import TtlCache

A = TypeVar("A", bound=Aggregate)


class CachedAggregates(Aggregates[A]):
    """The next command on what is remembered needs no read and writes only what changed.

    It may be older than the truth. That does no harm: saving it is then refused as Stale, and who is refused by a rule looks
    again before it believes that.
    """

    def __init__(self, database: Database, name: str, kind: type[A], not_found: Callable[[UUID], Exception]) -> None:
        super().__init__(database, name, kind, not_found)
        self._recent: TtlCache[UUID, tuple[A, Document]] = TtlCache(most=2000, seconds=600)
        self._together = BatchedUpdates(self.collection)

    def cached(self, id: UUID) -> A | None:
        known = self._recent.get(id)
        return known[0] if known else None

    async def find(self, id: UUID) -> A | None:
        found = await super().find(id)
        if found is not None:
            self._recent.keep(id, (found, self.dump(found)))
        return found

    async def save(self, aggregate: A, *events: Outgoing, seen: int) -> None:
        before, after = self._forget(aggregate.id, seen), self.dump(aggregate)
        await self._write(aggregate.id, *_differences(before, after), events, seen)
        self._keep(aggregate, after, seen)

    async def save_batched(self, aggregate: A, *, seen: int) -> None:
        """Like `save`, in one command with others that are saved at the same moment; for a change without events.

        Raises Stale also where only one of those others was: for changes that, decided again, find themselves done.
        """
        before, after = self._forget(aggregate.id, seen), self.dump(aggregate)
        change = succession(*_differences(before, after), seen)
        if not await self._together.update(aggregate.id, {"version": seen}, change):
            raise Stale(str(aggregate.id))
        self._keep(aggregate, after, seen)

    def _forget(self, id: UUID, seen: int) -> Document:
        """What was remembered of the version `seen`, which nobody else is to build on now."""
        known = self._recent.get(id)
        self._recent.drop(id)
        return known[1] if known and known[0].version == seen else {}

    def _keep(self, aggregate: A, document: Document, seen: int) -> None:
        self._recent.keep(aggregate.id, (replace(cast("Any", aggregate), version=seen + 1), document))


def _differences(before: Document, after: Document) -> tuple[Document, Document]:
    """The fields that are to be set, and the entries that are to be added to lists which only grew."""
    fields: Document = {}
    grown: Document = {}
    for name, value in after.items():
        known = before.get(name)
        if name in before and known == value:
            continue
        if isinstance(known, list | tuple) and known and value[: len(known)] == known:
            grown[name] = list(value[len(known) :])
        else:
            fields[name] = value
    return fields, grown
