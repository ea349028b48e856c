"""What is sealed where it lies: the store does it, so that nothing outside of it can write such a thing in plain text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from competitions.domain.needs.asked import NeedsSealBroken
from competitions.domain.refusal import Unknown
from shared.identity.sealing import CannotOpen, KeyRing
from shared.mongo.aggregates import Aggregate, Aggregates
from shared.mongo.database import Database
from shared.mongo.pending_events import HIDDEN
from shared.observability.telemetry import log

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class KeptOf:
    """Of whom something is kept, and not what."""

    id: UUID
    registration_id: UUID
    subject_id: UUID | None
    """None once they are erased."""


class Sealed(Aggregates[A]):
    """One list of each aggregate is sealed; beside it stand how long it is, the key's name, and `told`."""

    NAME: ClassVar[str]
    SEALED: ClassVar[str]
    """The field that is sealed."""
    COUNT: ClassVar[str]
    """What the number of its elements is called."""

    def __init__(self, database: Database, kind: type[A], keys: KeyRing, elements: TypeAdapter[Any]) -> None:
        super().__init__(database, self.NAME, kind, lambda id: Unknown(self.NAME, id))
        self._keys = keys
        self._elements = elements

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        for place in ("championship_id", "subject_id", "registration_id"):
            await self.collection.create_index(place)
        await self.collection.create_index([(self.COUNT, 1), ("championship_id", 1)])

    def told(self, _aggregate: A) -> dict[str, Any]:
        """What lies open beside it, for lists and look-ups."""
        return {}

    def dump(self, aggregate: A) -> dict[str, Any]:
        document = super().dump(aggregate)
        del document[self.SEALED]
        secret = getattr(aggregate, self.SEALED)
        content = self._elements.dump_json(secret)
        sealed = self._keys.seal(f"{self.NAME} {aggregate.id}", content) if secret else None
        key = self._keys.newest if sealed else None
        return {**document, **self.told(aggregate), self.COUNT: len(secret), "key": key, "sealed": sealed}

    def load(self, document: Mapping[str, Any]) -> A:
        """Raises NeedsSealBroken."""
        beside = {self.COUNT, "key", "sealed", *self.told_names()}
        kept = {name: value for name, value in document.items() if name not in beside}
        secret: Any = ()
        if document["sealed"] is not None:
            try:
                content = self._keys.open(f"{self.NAME} {document['_id']}", document["key"], bytes(document["sealed"]))
            except CannotOpen:
                raise NeedsSealBroken(document["_id"]) from None
            secret = self._elements.validate_json(content)
        return super().load({**kept, self.SEALED: secret})

    def told_names(self) -> frozenset[str]:
        return frozenset()

    @property
    def kept(self) -> dict[str, Any]:
        """Those of which the act is not all that is left."""
        return {self.COUNT: {"$gt": 0}}

    async def championships(self) -> list[UUID]:
        """In which something is kept."""
        found: list[UUID] = await self.collection.distinct("championship_id", self.kept)
        return found

    async def of_person(self, subject_id: UUID) -> list[KeptOf]:
        """All of them, also those of which the act alone is left."""
        return await self._whose({"subject_id": subject_id})

    async def kept_in(self, championship_id: UUID) -> list[KeptOf]:
        """In a championship, of whom something is kept."""
        return await self._whose({"championship_id": championship_id, **self.kept})

    async def _whose(self, query: dict[str, Any]) -> list[KeptOf]:
        names = ("_id", "registration_id", "subject_id")
        cursor = self.collection.find(query, dict.fromkeys(names, True)).sort("_id")
        return [KeptOf(*(row[name] for name in names)) async for row in cursor]

    async def unopened(self, id: UUID) -> A | None:
        """Without what is sealed: for erasing, which needs no key."""
        found = await self.collection.find_one({"_id": id}, HIDDEN)
        return self.load({**found, "sealed": None}) if found else None

    async def openable(self, ids: Collection[UUID]) -> list[A]:
        """What no key opens is left out."""
        return await self._opened({"_id": {"$in": list(ids)}, **self.kept})

    async def _opened(self, query: dict[str, Any]) -> list[A]:
        found: list[A] = []
        async for row in self.collection.find(query, HIDDEN).sort("_id"):
            try:
                found.append(self.load(row))
            except NeedsSealBroken:
                log.error("what is sealed cannot be opened", store=self.NAME, id=str(row["_id"]))
        return found

    async def under_other_keys(self) -> list[KeptOf]:
        """Those that are not sealed by the newest key."""
        return await self._whose({**self.kept, "key": {"$ne": self._keys.newest}})
