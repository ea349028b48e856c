from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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

    async def with_accounts(self, accounts: Collection[str]) -> Mapping[str, list[Recipient]]:
        """`with_account` for many at once: those that have one of them, by account."""
        found = await self.find_many({"account": {"$in": list(accounts)}}) if accounts else []
        by_account: defaultdict[str, list[Recipient]] = defaultdict(list)
        account_of = {one.id: one.account for one in found}
        aliases = await self.find_many({"merged_into": {"$in": list(account_of)}}) if found else []
        for one in found:
            by_account[one.account or ""].append(one)
        for one in aliases:
            account = account_of[one.merged_into] if one.merged_into else None
            by_account[account or ""].append(one)
        return by_account

    async def now_of(self, ids: Iterable[UUID]) -> Mapping[UUID, Recipient]:
        """`now` for many at once, by the id that was asked for; who has not arrived yet is left out."""
        found = await self.known(ids)
        stay = {one.merged_into for one in found.values() if one.merged_into}
        staying = {**found, **(await self.known(stay - found.keys()) if stay - found.keys() else {})}
        now = {id: staying.get(one.merged_into) if one.merged_into else one for id, one in found.items()}
        return {id: one for id, one in now.items() if one is not None}

    async def now(self, id: UUID) -> Recipient:
        """Who the person is: by an alias, the record that stays. Raises RecipientUnknown where one of the two has not arrived yet."""
        found = await self.get(id)
        return found if found.merged_into is None else await self.get(found.merged_into)

    async def known(self, ids: Iterable[UUID]) -> Mapping[UUID, Recipient]:
        """Those of `ids` that are there."""
        return {one.id: one for one in await self.some(set(ids))}
