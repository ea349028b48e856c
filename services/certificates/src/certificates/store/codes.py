from typing import ClassVar, Final
from uuid import UUID

from certificates.domain.codes import Coded, CodedName
from shared.errors import Stale
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.retry import RACERS, retry_on_conflict
from shared.text import Text
from shared.ttl_cache import TtlCache

KEPT: Final = 2000
KEPT_SECONDS: Final = 600.0


class Codes(Aggregates[CodedName]):
    """Numbers are given in the order of their first certificate."""

    name: ClassVar = "codes"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, CodedName, LookupError)
        self._kept: TtlCache[UUID, int] = TtlCache(most=KEPT, seconds=KEPT_SECONDS)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("of", 1), ("code", 1)], unique=True)

    def duplicate(self, aggregate: CodedName, _index: str) -> Exception:
        """Somebody else was faster with this number."""
        return Stale(f"{aggregate.of} {aggregate.code}")

    async def code(self, of: Coded, id: UUID, name: Text, *, is_hidden: bool = False) -> int:
        """The number of this championship, skill or award under this name, a new one where it has none yet.

        It never changes, so the process keeps what it has seen.
        """
        key = derive(of, id, name.ru, name.en)
        kept = self._kept.get(key)
        if kept is not None:
            return kept

        async def coded() -> CodedName:
            return await self.find(key) or await self.add(CodedName(key, of, await self._next(of), name, is_hidden))

        return self._kept.keep(key, (await retry_on_conflict(coded, RACERS)).code)

    async def _next(self, of: Coded) -> int:
        last = await self.collection.find_one({"of": of.value}, {"code": True}, sort=[("code", -1)])
        return last["code"] + 1 if last else 1

    async def named(self, of: Coded, code: int) -> Text | None:
        """None where it is hidden, too."""
        found = await self.find_one({"of": of.value, "code": code})
        return found.name if found and not found.is_hidden else None

    async def count(self) -> int:
        return await self.collection.estimated_document_count()

    async def shown(self) -> list[CodedName]:
        """All but the hidden ones."""
        return [one for one in await self.find_many({}, sort=[("of", 1), ("code", 1)]) if not one.is_hidden]
