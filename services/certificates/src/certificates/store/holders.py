from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from certificates.domain.holder import Holder, UnknownHolder
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Holders(Aggregates[Holder]):
    name: ClassVar = "holders"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Holder, UnknownHolder)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("account")
        await self.collection.create_index("guardians")

    async def with_account(self, account: str) -> list[Holder]:
        return await self.find_many({"account": account})

    async def wards_of(self, guardians: Iterable[UUID]) -> list[Holder]:
        return await self.find_many({"guardians": {"$in": list(guardians)}})
