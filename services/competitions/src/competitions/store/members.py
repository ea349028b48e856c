"""The list of members that each championship's organiser keeps, under the championship's id."""

from typing import ClassVar
from uuid import UUID

from competitions.domain.preparation.members import MemberList
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class MemberLists(Aggregates[MemberList]):
    NAME: ClassVar = "member_lists"
    PUBLISHES: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, MemberList, lambda id: Unknown("member list", id))

    async def of(self, championship_id: UUID) -> MemberList:
        """An empty one where nothing was kept yet."""
        return await self.find(championship_id) or MemberList(championship_id)
