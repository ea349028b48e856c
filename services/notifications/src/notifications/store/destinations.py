from collections.abc import Iterable
from uuid import UUID

from notifications.domain.destinations import FORGOTTEN_AFTER, Destination
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

PAUSED = {"paused_until": {"$type": "date"}}


class DestinationUnknown(Exception):
    """It is not known to refuse us."""


def domain_id(domain: str) -> UUID:
    return derive("destination", "domain", domain)


def server_id(host: str) -> UUID:
    return derive("destination", "server", host)


class Destinations(Aggregates[Destination]):
    """Only those that refuse us; MongoDB deletes them some time after their last refusal."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "destinations", Destination, DestinationUnknown)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("refused_at", expireAfterSeconds=int(FORGOTTEN_AFTER.total_seconds()))
        await self.collection.create_index("paused_until", partialFilterExpression=PAUSED)

    async def among(self, ids: Iterable[UUID]) -> list[Destination]:
        return await self.find_many({"_id": {"$in": list(ids)}})

    async def paused(self) -> list[Destination]:
        return await self.find_many(PAUSED)

    async def forget(self, ids: Iterable[UUID]) -> None:
        await self.collection.delete_many({"_id": {"$in": list(ids)}})
