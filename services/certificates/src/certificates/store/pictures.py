"""The files of issuers' pictures. One never changes: another file has another id."""

from typing import ClassVar
from uuid import UUID

from shared.mongo.database import Database


class Pictures:
    name: ClassVar = "pictures"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        self._collection = database[self.name]

    async def ensure_indexes(self) -> None:
        """Files are asked for by their ids alone."""

    async def keep(self, id: UUID, data: bytes) -> None:
        await self._collection.update_one({"_id": id}, {"$set": {"data": data}}, upsert=True)

    async def find(self, id: UUID) -> bytes | None:
        found = await self._collection.find_one({"_id": id})
        return bytes(found["data"]) if found else None
