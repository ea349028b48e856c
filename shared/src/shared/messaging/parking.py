"""Events that need something which has not arrived yet wait here, keyed by what is missing; its arrival wakes them.

They neither block their partition nor make anybody guess. What arrives by the service's own API (a new issuer) wakes them by an
event of its own that the service listens to as well:
`@subscriptions.on(IssuerOpened, provides=lambda e: f"issuer:{e.data.organisation}")`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from pymongo import UpdateOne

from shared.events import Record
from shared.ids import derive
from shared.messaging.kafka import Origin, Received, TopicPartition
from shared.mongo.database import Database, Document

COLLECTION: Final = "parked"


class Missing(Exception):
    """A handler raises it with the key of what has not arrived, such as `person:<subject id>`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class WaitingRoom(Protocol):
    """Where parked events wait."""

    async def park(self, waiting: Sequence[tuple[Received[Record], str]], at: datetime) -> None:
        """Each with the key of what it misses. One that is parked already only changes what it waits for."""

    async def remove(self, records: Sequence[Record]) -> None: ...

    async def waiting_for(self, keys: Collection[str]) -> list[tuple[Received[Record], str]]:
        """All that waits for one of `keys`, as it came, with its key; in the order of their partitions. It is to be removed only
        after its effect."""


@dataclass(frozen=True, slots=True)
class Parking:
    """Events alone are parked, in MongoDB. A tombstone waits for nobody."""

    database: Database

    async def ensure_indexes(self) -> None:
        await self.database[COLLECTION].create_index("missing")
        about = {"subject_id": {"$exists": True}}
        await self.database[COLLECTION].create_index("subject_id", partialFilterExpression=about)

    async def park(self, waiting: Sequence[tuple[Received[Record], str]], at: datetime) -> None:
        if waiting:
            await self.database[COLLECTION].bulk_write([_parked(*one, at) for one in waiting], ordered=False)

    async def remove(self, records: Sequence[Record]) -> None:
        if records:
            await self.database[COLLECTION].delete_many({"_id": {"$in": [_id(record) for record in records]}})

    async def waiting_for(self, keys: Collection[str]) -> list[tuple[Received[Record], str]]:
        found = self.database[COLLECTION].find({"missing": {"$in": list(keys)}})
        waiting = [(_received(document), document["missing"]) for document in await found.to_list()]
        return sorted(waiting, key=lambda one: (str(one[0].origin.partition), one[0].origin.offset))

    async def turn(self, subject_id: UUID, key: str) -> None:
        """Whatever is about that person alone waits for `key` from now on: who is erased is not waited for, and what an event says of
        them does not outlive them here."""
        await self.database[COLLECTION].update_many({"subject_id": str(subject_id)}, {"$set": {"missing": key}})

    async def count(self) -> int:
        return await self.database[COLLECTION].count_documents({})


def _parked(received: Received[Record], missing: str, at: datetime) -> UpdateOne:
    record, origin = received.record, received.origin
    document: Document = {
        "since": at,
        "topic": record.topic,
        "partition": origin.partition.partition,
        "offset": origin.offset,
        "key": record.key,
        "value": record.value,
        "headers": [[name, value] for name, value in record.headers],
        **_about(record.value),
    }
    return UpdateOne({"_id": _id(record)}, {"$set": {"missing": missing}, "$setOnInsert": document}, upsert=True)


def _about(value: bytes) -> Document:
    """Whom the event is about, where it says so of one person."""
    told = json.loads(value)
    about = told.get("subject_id") if isinstance(told, dict) else None
    return {"subject_id": about} if about else {}


def _received(document: Document) -> Received[Record]:
    headers = tuple((name, bytes(value)) for name, value in document["headers"])
    record = Record(document["topic"], document["key"], document["value"], headers)
    return Received(Origin(TopicPartition(document["topic"], document["partition"]), document["offset"]), record)


def _id(record: Record) -> object:
    return derive(record.topic, dict(record.headers).get("ce_id", b"").decode(errors="replace"))
