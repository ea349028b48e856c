"""The list of members that each championship's organiser keeps, under the championship's id."""

from contextlib import suppress
from typing import ClassVar, Final
from uuid import UUID

from competitions.domain.preparation.members import MemberList, MemberUnlisted
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates, Told
from shared.mongo.database import Database
from shared.ttl_cache import TtlCache

RECENT_SECONDS: Final = 2


class MemberLists(Aggregates[MemberList]):
    NAME: ClassVar = "member_lists"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, MemberList, lambda id: Unknown("member list", id))
        self._recent: TtlCache[UUID, MemberList] = TtlCache(most=200, seconds=RECENT_SECONDS)

    async def add(self, aggregate: MemberList, *events: Told[MemberList]) -> MemberList:
        self._recent.drop(aggregate.id)
        return await super().add(aggregate, *events)

    async def save(self, aggregate: MemberList, *events: Told[MemberList]) -> MemberList:
        self._recent.drop(aggregate.id)
        return await super().save(aggregate, *events)

    async def of(self, championship_id: UUID) -> MemberList:
        """An empty one where nothing was kept yet."""
        return self._recent.keep(championship_id, await self.find(championship_id) or MemberList(championship_id))

    async def named(self, championship_id: UUID, written: str) -> str:
        """The name of the member that is meant, by the list of a moment ago, and where that knows none by the list of now.

        Raises MemberUnlisted.
        """
        if recent := self._recent.get(championship_id):
            with suppress(MemberUnlisted):
                return recent.named(written)
        return (await self.of(championship_id)).named(written)
