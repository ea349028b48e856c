"""Events that need something which has not arrived yet wait here, keyed by what is missing; its arrival wakes them.

They neither block their partition nor make anybody guess. What arrives by the service's own API (a new issuer) wakes them by an
event of its own that the service listens to as well: `@handlers.on(IssuerOpened, provides=lambda e: f"issuer:{e.data.organisation}")`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pymongo.errors import DuplicateKeyError

from shared.events import Record
from shared.ids import derive
from shared.mongo import Database, Document

COLLECTION: Final = "parked"


class Missing(Exception):
    """A handler raises it with the key of what has not arrived, such as `person:<subject id>`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Parking:
    database: Database

    async def ensure_indexes(self) -> None:
        await self.database[COLLECTION].create_index("missing")

    async def park(self, record: Record, missing: str, at: datetime) -> None:
        """A record that is parked already only changes what it waits for."""
        id_ = _id(record)
        document: Document = {
            "_id": id_,
            "missing": missing,
            "since": at,
            "topic": record.topic,
            "key": record.key,
            "value": record.value,
            "headers": [[name, value] for name, value in record.headers],
        }
        try:
            await self.database[COLLECTION].insert_one(document)
        except DuplicateKeyError:
            await self.database[COLLECTION].update_one({"_id": id_}, {"$set": {"missing": missing}})

    async def leave(self, record: Record) -> None:
        await self.database[COLLECTION].delete_one({"_id": _id(record)})

    async def wake(self, key: str, handle: Callable[[Record], Awaitable[None]]) -> int:
        """Handles all that waited for `key`. A record leaves only after its effect; one that misses something else stays."""
        waiting = await self.database[COLLECTION].find({"missing": key}).to_list()
        for document in waiting:
            headers = tuple((name, bytes(value)) for name, value in document["headers"])
            await handle(Record(document["topic"], document["key"], document["value"], headers))
        return len(waiting)

    async def count(self) -> int:
        return await self.database[COLLECTION].count_documents({})


def _id(record: Record) -> object:
    return derive(record.topic, dict(record.headers)["ce_id"].decode())
