"""Files of tables until they are read: sealed, in pieces, so that no process holds a whole one."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from competitions.domain.refusal import Unknown
from shared.identity.sealing import CannotOpen, Vault
from shared.mongo.database import Collection, Database

PIECE: Final = 1024 * 1024
DAY: Final = 24 * 3600


class AwardFiles:
    NAME: ClassVar = "award_files"
    publishes: ClassVar = False

    def __init__(self, database: Database, vault: Vault) -> None:
        self._pieces: Collection = database[self.NAME]
        self._vault = vault

    async def ensure_indexes(self) -> None:
        await self._pieces.create_index([("file_id", 1), ("number", 1)], unique=True)
        await self._pieces.create_index("made_at", expireAfterSeconds=DAY)

    async def keep(self, file_id: UUID, content: AsyncIterator[bytes], at: datetime) -> int:
        """Bytes that were kept. `file_id`: of this sending alone, so that two at once do not mix."""
        number = size = 0
        async for piece in _pieces(content):
            sealed = await asyncio.to_thread(self._vault.seal, f"{file_id} {number}", piece)
            await self._pieces.insert_one({"file_id": file_id, "number": number, "made_at": at, "sealed": sealed})
            number, size = number + 1, size + len(piece)
        return size

    async def read(self, file_id: UUID) -> AsyncIterator[bytes]:
        """Raises Unknown where it is gone, also with the secret that it was sealed with."""
        number = 0
        # By themselves, and not sixteen in one answer: no process holds more than two of them.
        async for one in self._pieces.find({"file_id": file_id}).sort("number").batch_size(1):
            try:
                yield await asyncio.to_thread(self._vault.open, f"{file_id} {number}", bytes(one["sealed"]))
            except CannotOpen:
                raise Unknown("file", file_id) from None
            number += 1
        if not number:
            raise Unknown("file", file_id)

    async def drop(self, file_id: UUID) -> None:
        await self._pieces.delete_many({"file_id": file_id})


async def _pieces(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """At least one, so that an empty file is told from one that is gone."""
    held, is_first = bytearray(), True
    async for part in content:
        held += part
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
            is_first = False
    if held or is_first:
        yield bytes(held)
