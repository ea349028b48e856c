"""Events that need something which has not arrived yet wait here, keyed by what is missing; its arrival wakes them.

They neither block their partition nor make anybody guess. What arrives by the service's own API (a new issuer) wakes them by an
event of its own that the service listens to as well:
`@subscriptions.on(IssuerOpened, provides=lambda e: f"issuer:{e.data.organisation}")`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pymongo.errors import DuplicateKeyError

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


@dataclass(frozen=True, slots=True)
class Parking:
    """Events alone are parked. A tombstone waits for nobody."""

    database: Database

    async def ensure_indexes(self) -> None:
        await self.database[COLLECTION].create_index("missing")

    async def park(self, received: Received[Record], missing: str, at: datetime) -> None:
        """An event that is parked already only changes what it waits for."""
        record, origin = received.record, received.origin
        id_ = _id(record)
        document: Document = {
            "_id": id_,
            "missing": missing,
            "since": at,
            "topic": record.topic,
            "partition": origin.partition.partition,
            "offset": origin.offset,
            "key": record.key,
            "value": record.value,
            "headers": [[name, value] for name, value in record.headers],
        }
        try:
            await self.database[COLLECTION].insert_one(document)
        except DuplicateKeyError:
            await self.database[COLLECTION].update_one({"_id": id_}, {"$set": {"missing": missing}})

    async def remove(self, record: Record) -> None:
        await self.database[COLLECTION].delete_one({"_id": _id(record)})

    async def waiting_for(self, key: str) -> list[Received[Record]]:
        """All that waits for `key`, as it came. It is to be removed only after its effect."""
        return [_received(document) for document in await self.database[COLLECTION].find({"missing": key}).to_list()]

    async def count(self) -> int:
        return await self.database[COLLECTION].count_documents({})


def _received(document: Document) -> Received[Record]:
    headers = tuple((name, bytes(value)) for name, value in document["headers"])
    record = Record(document["topic"], document["key"], document["value"], headers)
    return Received(Origin(TopicPartition(document["topic"], document["partition"]), document["offset"]), record)


def _id(record: Record) -> object:
    return derive(record.topic, dict(record.headers).get("ce_id", b"").decode(errors="replace"))
