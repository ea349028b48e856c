"""Packages that were checked and not brought in: gone within the hour. What is in them, with names and what people typed, is sealed."""

import asyncio
from typing import ClassVar, Final

from competitions.domain.bringing.packages import ArrivedPackage
from competitions.domain.refusal import Unknown
from competitions.store.bringing.removals import Removals
from shared.identity.sealing import CannotOpen, Vault
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Collection, Database

HOUR: Final = 3600


class ArrivedPackages(Aggregates[ArrivedPackage]):
    NAME: ClassVar = "packages"
    CONTENTS: ClassVar = "package_contents"

    def __init__(self, database: Database, vault: Vault) -> None:
        super().__init__(database, self.NAME, ArrivedPackage, lambda id: Unknown("package", id))
        self._contents: Collection = database[self.CONTENTS]
        self._vault = vault
        self.removals = Removals(database)
        """What is left of those that were brought in and deleted again."""

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.removals.ensure_indexes()
        for collection in (self.collection, self._contents):
            await collection.create_index("made_at", expireAfterSeconds=HOUR)

    async def keep(self, arrived: ArrivedPackage, content: bytes) -> ArrivedPackage:
        """The content before what is told of it."""
        sealed = await asyncio.to_thread(self._vault.seal, str(arrived.id), content)
        told = {"_id": arrived.id, "made_at": arrived.made_at, "sealed": sealed}
        await self._contents.replace_one({"_id": arrived.id}, told, upsert=True)
        return await self.add(arrived)

    async def content(self, arrived: ArrivedPackage) -> bytes:
        """Raises Unknown where it is gone, also with the secret that it was sealed with."""
        found = await self._contents.find_one({"_id": arrived.id})
        try:
            return await asyncio.to_thread(self._vault.open, str(arrived.id), bytes(found["sealed"] if found else b""))
        except CannotOpen:
            raise Unknown("package", arrived.id) from None
