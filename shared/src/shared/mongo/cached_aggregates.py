"""Aggregates of which a process keeps in memory what it read or saved last."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from shared.errors import Stale
from shared.mongo.aggregates import Aggregate, Aggregates, Told, following, succession
from shared.mongo.batched_updates import BatchedUpdates
from shared.mongo.database import Database, Document
from shared.ttl_cache import TtlCache

A = TypeVar("A", bound=Aggregate)


class CachedAggregates(Aggregates[A]):
    """The next command on what is cached needs no read and writes only what changed.

    It may be older than the truth. That does no harm: saving it is then refused as Stale, and who is refused by a rule looks
    again before it believes that.
    """

    def __init__(self, database: Database, name: str, kind: type[A], not_found: Callable[[UUID], Exception]) -> None:
        super().__init__(database, name, kind, not_found)
        self._recent: TtlCache[UUID, tuple[A, Document]] = TtlCache(most=2000, seconds=600)
        self._batched = BatchedUpdates(self.collection)

    def cached(self, id: UUID) -> A | None:
        known = self._recent.get(id)
        return known[0] if known else None

    async def find(self, id: UUID) -> A | None:
        found = await super().find(id)
        if found is not None:
            self._recent.keep(id, (found, self.dump(found)))
        return found

    async def save(self, aggregate: A, *events: Told[A]) -> A:
        before, after = self._forget(aggregate), self.dump(aggregate)
        stored = await self._write(aggregate, *_differences(before, after), events)
        self._recent.keep(stored.id, (stored, after))
        return stored

    async def save_batched(self, aggregate: A) -> A:
        """Like `save`, in one command with others that are saved at the same moment; for a change without events.

        Raises Stale also where only one of those others was: for changes that, decided again, find themselves done.
        """
        before, after = self._forget(aggregate), self.dump(aggregate)
        change = succession(*_differences(before, after), aggregate.version)
        if not await self._batched.update(aggregate.id, {"version": aggregate.version}, change):
            raise Stale(str(aggregate.id))
        stored = following(aggregate)
        self._recent.keep(stored.id, (stored, after))
        return stored

    def _forget(self, aggregate: A) -> Document:
        """What was cached of the version that `aggregate` was made of, which nobody else is to build on now."""
        known = self._recent.get(aggregate.id)
        self._recent.drop(aggregate.id)
        return known[1] if known and known[0].version == aggregate.version else {}


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
