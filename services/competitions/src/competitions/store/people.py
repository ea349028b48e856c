"""People, and the accounts they sign in with."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from competitions.domain.person import AccountTaken, Person
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class People(Aggregates[Person]):
    NAME: ClassVar = "people"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Person, lambda id: Unknown("person", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        has_account = {"account": {"$type": "string"}}
        await self.collection.create_index("account", unique=True, partialFilterExpression=has_account)

        await self.collection.create_index("invitation.id", sparse=True)

    def duplicate(self, _person: Person, _index: str) -> AccountTaken:
        return AccountTaken()

    async def get(self, id: UUID) -> Person:
        person = await super().get(id)
        if person.erased_at:
            raise Unknown("person", id)
        return person

    async def subject_of(self, account: str) -> UUID | None:
        """Who signs in with this account. The query repeats what the partial index covers: without that it is not used."""
        query = {"account": {"$eq": account, "$type": "string"}}
        found = await self.collection.find_one(query, {"_id": True})
        return found["_id"] if found else None

    async def invited(self, invitation_id: UUID) -> Person | None:
        """Whose newest invitation this is."""
        return await self.find_one({"invitation.id": invitation_id})

    async def by_id(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Those of `ids` who are there and not erased."""
        found = await self.find_many({"_id": {"$in": list(set(ids))}, "erased_at": None})
        return {person.id: person for person in found}
