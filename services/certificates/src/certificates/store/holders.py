"""The newest version of each person, as far as certificates need it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from certificates.domain.holder import Holder
from shared.mongo.database import Database

PEOPLE = "people"


LAST_VERSION = 2**62


class People:
    """The newest version of each person, as far as certificates need it."""

    def __init__(self, database: Database) -> None:
        self._collection = database[PEOPLE]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("account", sparse=True)
        await self._collection.create_index("guardians")

    async def find(self, subject_id: UUID) -> Holder | None:
        found = await self._collection.find_one({"_id": subject_id})
        return _holder(found) if found else None

    async def remember(self, holder: Holder) -> None:
        """Keeps it unless a newer version is known already."""
        fields = {name: value for name, value in asdict(holder).items() if name != "id"}
        try:
            older = {"_id": holder.id, "version": {"$lt": holder.version}}
            await self._collection.replace_one(older, fields, upsert=True)
        except DuplicateKeyError:
            return

    async def forget(self, subject_id: UUID) -> None:
        """Only that there was somebody stays; no version of them is remembered again."""
        erased = Holder(subject_id, version=LAST_VERSION, erased=True)
        fields = {name: value for name, value in asdict(erased).items() if name != "id"}
        await self._collection.replace_one({"_id": subject_id}, fields, upsert=True)

    async def with_account(self, account: str) -> list[Holder]:
        return [_holder(found) async for found in self._collection.find({"account": account})]

    async def wards_of(self, guardians: Iterable[UUID]) -> list[Holder]:
        return [_holder(found) async for found in self._collection.find({"guardians": {"$in": list(guardians)}})]


def _holder(document: Mapping[str, Any]) -> Holder:
    fields = {name: value for name, value in document.items() if name != "_id"}
    fields["guardians"] = tuple(fields["guardians"])
    if of_age_on := fields.get("of_age_on"):
        fields["of_age_on"] = date.fromisoformat(of_age_on)
    return Holder(id=document["_id"], **fields)
