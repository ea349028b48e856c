from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from notifications.domain.mailboxes import Mailbox
from notifications.domain.suppressions import SUPPRESSED_FOR, Suppression
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


def address_id(address: Mailbox) -> UUID:
    return derive("address", address.normal)


class Suppressions(Aggregates[Suppression]):
    """MongoDB deletes a suppression some time after its end, so readers compare the time themselves."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "suppressions", Suppression, KeyError)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("until", expireAfterSeconds=0)

    async def covers(self, address: Mailbox, at: datetime) -> bool:
        found = await self.find(address_id(address))
        return found is not None and found.until > at

    async def among(self, addresses: Iterable[Mailbox], at: datetime) -> frozenset[UUID]:
        """The ids of those that are covered."""
        found = await self.some({address_id(one) for one in addresses})
        return frozenset(one.id for one in found if one.until > at)

    async def start(self, address: Mailbox, at: datetime) -> None:
        until = at + SUPPRESSED_FOR
        change = {"$max": {"until": until}, "$setOnInsert": {"version": 1}}
        await self.collection.update_one({"_id": address_id(address)}, change, upsert=True)

    async def end(self, address: Mailbox) -> None:
        await self.collection.delete_one({"_id": address_id(address)})
