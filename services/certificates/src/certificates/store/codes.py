"""The numbers that stand in a QR for championships and skills."""

from dataclasses import asdict, dataclass
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from shared.ids import derive
from shared.mongo.database import Database
from shared.text import Text

CODES = "codes"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a number in a QR stands for: a championship or a skill."""

    kind: str
    code: int
    name: Text


class Codes:
    """Small numbers for championships and skills, given in the order of their first certificate."""

    def __init__(self, database: Database) -> None:
        self._collection = database[CODES]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index([("kind", 1), ("code", 1)], unique=True)

    async def code(self, kind: str, id: UUID, name: Text) -> int:
        """The number of this thing under this name: another name gets another number, so that old QRs keep theirs."""
        key = derive(kind, id, name.ru, name.en)
        while True:
            found = await self._collection.find_one({"_id": key})
            if found:
                return int(found["code"])
            last = await self._collection.find_one({"kind": kind}, sort=[("code", -1)])
            entry = {"_id": key, "kind": kind, "code": last["code"] + 1 if last else 1, "name": asdict(name)}
            try:
                await self._collection.insert_one(entry)
            except DuplicateKeyError:
                continue

    async def named(self, kind: str, code: int) -> Text | None:
        found = await self._collection.find_one({"kind": kind, "code": code})
        return Text(**found["name"]) if found else None

    async def count(self) -> int:
        return await self._collection.estimated_document_count()

    async def all(self) -> list[Entry]:
        found = self._collection.find({}).sort([("kind", 1), ("code", 1)])
        return [Entry(each["kind"], each["code"], Text(**each["name"])) async for each in found]
