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
        await self.collection.create_index("merged_into", sparse=True)

    async def with_account(self, account: str) -> list[Recipient]:
        """One for each organisation that keeps a record of who signs in with it, and their aliases."""
        found = await self.find_many({"account": account})
        return [*found, *await self.find_many({"merged_into": {"$in": [one.id for one in found]}})] if found else []

    async def now(self, id: UUID) -> Recipient:
        """Who the person is: by an alias, the record that stays. Raises RecipientUnknown where one of the two has not arrived yet."""
        found = await self.get(id)
        return found if found.merged_into is None else await self.get(found.merged_into)

    async def known(self, ids: Iterable[UUID]) -> Mapping[UUID, Recipient]:
        """Those of `ids` that are there."""
        return {one.id: one for one in await self.find_many({"_id": {"$in": list(set(ids))}})}
