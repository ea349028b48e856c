from collections.abc import Iterable, Mapping
from uuid import UUID

from notifications.domain.recipients import Recipient, RecipientUnknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Recipients(Aggregates[Recipient]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "recipients", Recipient, RecipientUnknown)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        # Not a partial index: MongoDB does not use one of those for plain equality.
        await self.collection.create_index("account")

    async def with_account(self, account: str) -> list[Recipient]:
        """One for each organisation that keeps a record of who signs in with it."""
        return await self.find_many({"account": account})

    async def known(self, ids: Iterable[UUID]) -> Mapping[UUID, Recipient]:
        """Those of `ids` that are there."""
        return {one.id: one for one in await self.find_many({"_id": {"$in": list(set(ids))}})}
