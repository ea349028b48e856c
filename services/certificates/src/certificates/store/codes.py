from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import ClassVar, Final
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.codes import Coded, CodedName, Codes
from certificates.domain.context import Context
from shared.errors import Stale
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.retry import RACERS, retry_on_conflict
from shared.mongo.together import Together
from shared.text import Text
from shared.ttl_cache import TtlCache

KEPT: Final = 2000
KEPT_SECONDS: Final = 600.0
_Key = tuple[str, Coded, int]
"""Organisation, of what, and the number."""


class CodedNames(Aggregates[CodedName]):
    """Numbers are given in the order of an issuer's first certificates."""

    name: ClassVar = "codes"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, CodedName, LookupError)
        self._by_code: Together[_Key, CodedName] = Together(self._read_coded)
        self._kept: TtlCache[tuple[str, Coded, UUID, Text], int] = TtlCache(most=KEPT, seconds=KEPT_SECONDS)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("organisation", 1), ("of", 1), ("code", 1)], unique=True)

    def duplicate(self, aggregate: CodedName, _index: str) -> Exception:
        """Somebody else was faster with this number."""
        return Stale(f"{aggregate.of} {aggregate.code}")

    async def codes(self, achievement: Achievement, context: Context) -> Codes:
        """What stands in a QR for an achievement that was earned there."""
        organisation, skill, title = achievement.organisation, context.skill, context.title
        of_achievement = await self.code(
            organisation, Coded.ACHIEVEMENT, achievement.id, achievement.title, achievement.kind
        )
        of_skill = await self.code(organisation, Coded.SKILL, skill.id, skill.name) if skill else None
        if title is None:
            return Codes(of_achievement, of_skill)
        id_ = context.id or _of_kind(context.kind)
        hides = context.special_category
        of_context = await self.code(organisation, Coded.CONTEXT, id_, title, context.kind, is_hidden=hides)
        return Codes(of_achievement, of_skill, of_context)

    async def code(
        self, organisation: str, of: Coded, id: UUID, name: Text, kind: str = "", *, is_hidden: bool = False
    ) -> int:
        """Its number under this name, a new one where it has none yet. It never changes, so the process keeps what it has seen."""
        said = (organisation, of, id, name)
        kept = self._kept.get(said)
        if kept is not None:
            return kept
        key = derive(organisation, of, id, name.ru, name.en)

        async def coded() -> CodedName:
            return await self.find(key) or await self.add(
                CodedName(key, organisation, of, await self._next(organisation, of), name, kind, is_hidden)
            )

        return self._kept.keep(said, (await retry_on_conflict(coded, RACERS)).code)

    async def _next(self, organisation: str, of: Coded) -> int:
        query = {"organisation": organisation, "of": of.value}
        last = await self.collection.find_one(query, {"code": True}, sort=[("code", -1)])
        return last["code"] + 1 if last else 1

    async def named(self, organisation: str, of: Coded, code: int | None) -> CodedName | None:
        """None where it is hidden, too."""
        if code is None:
            return None
        found = await self._by_code.of((organisation, of, code))
        return found if found and not found.is_hidden else None

    async def _read_coded(self, asked: Collection[_Key]) -> Mapping[_Key, CodedName]:
        read = {}
        for organisation, of in {(organisation, of) for organisation, of, _ in asked}:
            codes = [code for *kind, code in asked if kind == [organisation, of]]
            query = {"organisation": organisation, "of": of.value, "code": {"$in": codes}}
            read.update({(organisation, of, one.code): one for one in await self.find_many(query)})
        return read

    async def count(self, organisation: str) -> int:
        return await self.collection.count_documents({"organisation": organisation})

    async def shown(self, organisation: str) -> list[CodedName]:
        """All but the hidden ones."""
        return await self.find_many({"organisation": organisation, "is_hidden": False}, sort=[("of", 1), ("code", 1)])


@lru_cache(maxsize=64)
def _of_kind(kind: str) -> UUID:
    """In place of the id of what has none."""
    return derive("context", kind)
