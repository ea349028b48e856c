"""What a service keeps, in memory: each document is changed at once and by itself, as MongoDB does it."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tests.shared.simulation.processes import Part, Process

from shared.events import Record
from shared.messaging.kafka import Received
from shared.mongo.pending_events import Backlog, Settled, Waiting, as_uuid

PAGE: Final = 3
COLLECTION: Final = "things"


@dataclass
class Documents:
    """Those with events."""

    pending: dict[UUID, list[Mapping[str, Any]]] = field(default_factory=dict)
    put_aside: dict[UUID, list[Mapping[str, Any]]] = field(default_factory=dict)
    cleared_late: set[UUID] = field(default_factory=set)
    """Documents whose clearing was on its way when its sender was stopped."""
    listeners: list[asyncio.Queue[None]] = field(default_factory=list)

    def add(self, id: UUID, *events: Mapping[str, Any]) -> None:
        self.pending.setdefault(id, []).extend(events)
        self.put_aside.setdefault(id, [])
        for listener in self.listeners:
            listener.put_nowait(None)


@dataclass(frozen=True)
class SimulatedOutbox:
    documents: Documents
    process: Process
    collections: Sequence[str] = (COLLECTION,)

    async def pages(self) -> AsyncGenerator[list[Waiting], None]:
        seen: set[UUID] = set()
        while True:
            await self.process.ask(Part.MONGO)
            waiting = [id for id, events in self.documents.pending.items() if events and id not in seen][:PAGE]
            if not waiting:
                return
            seen.update(waiting)
            yield [self._waiting(id) for id in waiting]

    async def additions(self) -> AsyncGenerator[None, None]:
        await self.process.ask(Part.MONGO)
        queue: asyncio.Queue[None] = asyncio.Queue()
        self.documents.listeners.append(queue)
        try:
            while True:
                await queue.get()
                yield
        finally:
            self.documents.listeners.remove(queue)

    async def settle(self, settled: Sequence[Settled]) -> None:
        pauses = self.process.pauses
        await self.process.ask(Part.MONGO)
        for one in settled:
            id = as_uuid(one.document.id)
            if self.process.pauses != pauses:
                self.documents.cleared_late.add(id)
            published, superseded = set(map(as_uuid, one.published)), set(map(as_uuid, one.superseded))
            self._take_out(self.documents.pending, id, published | superseded)
            if superseded:
                self._take_out(self.documents.put_aside, id, published | superseded)
            seen = [event["id"] for event in one.document.put_aside]
            if one.refused and seen == [event["id"] for event in self.documents.put_aside[id]]:
                self._take_out(self.documents.pending, id, {event["id"] for event in one.refused})
                self.documents.put_aside[id] += one.refused
        await self.process.hear(Part.MONGO)

    async def backlog(self, _collection: str) -> Backlog:
        pending, put_aside = (
            sum(map(len, some.values())) for some in (self.documents.pending, self.documents.put_aside)
        )
        return Backlog(pending, None, put_aside)

    def _waiting(self, id: UUID) -> Waiting:
        pending, put_aside = self.documents.pending[id], self.documents.put_aside[id]
        return Waiting(COLLECTION, id, [dict(one) for one in pending], [dict(one) for one in put_aside])

    @staticmethod
    def _take_out(events: dict[UUID, list[Mapping[str, Any]]], id: UUID, gone: Collection[UUID]) -> None:
        events[id] = [event for event in events[id] if event["id"] not in gone]


Parked = dict[tuple[str, bytes], tuple[Received[Record], str]]


@dataclass(frozen=True)
class SimulatedParking:
    parked: Parked
    process: Process

    async def park(self, waiting: Sequence[tuple[Received[Record], str]], _at: datetime) -> None:
        if waiting:
            await self.process.ask(Part.MONGO)
            for received, missing in waiting:
                first, _ = self.parked.get(_id(received.record), (received, missing))
                self.parked[_id(received.record)] = first, missing
            await self.process.hear(Part.MONGO)

    async def remove(self, records: Sequence[Record]) -> None:
        if records:
            await self.process.ask(Part.MONGO)
            for record in records:
                self.parked.pop(_id(record), None)
            await self.process.hear(Part.MONGO)

    async def waiting_for(self, keys: Collection[str]) -> list[tuple[Received[Record], str]]:
        await self.process.ask(Part.MONGO)
        waiting = [one for one in self.parked.values() if one[1] in keys]
        return sorted(waiting, key=lambda one: (str(one[0].origin.partition), one[0].origin.offset))

    async def count(self) -> int:
        return len(self.parked)


@dataclass(frozen=True)
class SimulatedLeases:
    held: dict[str, tuple[str, datetime]]
    process: Process

    async def take(self, name: str, owner: str, at: datetime, until: datetime) -> bool:
        await self.process.ask(Part.MONGO)
        is_free = name not in self.held or self.held[name][0] == owner or self.held[name][1] < at
        if is_free:
            self.held[name] = owner, until
        await self.process.hear(Part.MONGO)
        return is_free

    async def release(self, name: str, owner: str) -> None:
        await self.process.ask(Part.MONGO)
        if name in self.held and self.held[name][0] == owner:
            del self.held[name]
        await self.process.hear(Part.MONGO)


def _id(record: Record) -> tuple[str, bytes]:
    return record.topic, dict(record.headers).get("ce_id", b"")
