"""Insertions that are asked for while one command is on its way go together in the next.

Sixteen people who register at once then cost some commands, not one each; who is alone waits for nobody. Each insertion stays one of its
own: what is refused is refused alone.
"""

from collections.abc import Collection as Collection_
from typing import Final, cast
from uuid import UUID

from bson import encode
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import BulkWriteError, DocumentTooLarge, DuplicateKeyError, WriteError

from shared.mongo.database import Collection, Document
from shared.mongo.safety import TWICE, must_be_safe
from shared.mongo.together import Together

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a document that MongoDB takes."""


class BatchedInserts:
    """Gathers the insertions of one collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._waiting: dict[UUID, RawBSONDocument] = {}
        self._together: Together[UUID, Exception] = Together(self._write)

    async def insert(self, document: Document) -> None:
        """Raises as `insert_one` of the collection does: DuplicateKeyError with its details, and whatever else is of this document."""
        id, written = document["_id"], encode(document, codec_options=self._collection.codec_options)
        if len(written) > LARGEST:
            # Found while many are written it would be the end of those behind it.
            raise DocumentTooLarge(f"{len(written)} bytes")
        if id in self._waiting:
            # One of the two is refused: the database says which.
            await self._raw.insert_one(RawBSONDocument(written))
            return
        self._waiting[id] = RawBSONDocument(written)
        if refusal := await self._together.of(id):
            raise refusal

    @property
    def _raw(self) -> AsyncCollection[RawBSONDocument]:
        return cast("AsyncCollection[RawBSONDocument]", self._collection)

    async def _write(self, ids: Collection_[UUID]) -> dict[UUID, Exception]:
        asked = list(ids)
        documents = [self._waiting.pop(id) for id in asked]
        try:
            if len(documents) == 1:
                await self._raw.insert_one(documents[0])
            else:
                await self._raw.insert_many(documents, ordered=False)
        except WriteError as error:
            return {asked[0]: error}
        except BulkWriteError as error:
            must_be_safe(error)
            return {asked[fault["index"]]: _refusal(fault) for fault in error.details["writeErrors"]}
        return {}


def _refusal(fault: Document) -> Exception:
    kind = DuplicateKeyError if fault["code"] == TWICE else WriteError
    return kind(fault["errmsg"], fault["code"], fault)
