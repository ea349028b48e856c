"""What somebody has been granted."""

from collections.abc import AsyncIterator, Collection
from typing import ClassVar
from uuid import UUID

from competitions.domain.awards.award import Award, AwardsSought
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import PENDING, PUT_ASIDE


class Awards(Aggregates[Award]):
    NAME: ClassVar = "awards"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Award, lambda id: Unknown("award", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("subject_id")
        by_itself = {"request_id": {"$type": "binData"}}
        await self.collection.create_index("request_id", partialFilterExpression=by_itself)
        await self.collection.create_index([("organisation", 1), ("at", -1), ("_id", 1)])
        await self.collection.create_index([("organisation", 1), ("achievement_id", 1), ("at", -1), ("_id", 1)])

    async def of_people(self, ids: Collection[UUID]) -> list[Award]:
        return await self.find_many({"subject_id": {"$in": list(ids)}}, sort=(("at", 1), ("_id", 1)))

    async def of_request(self, request_id: UUID) -> list[Award]:
        """What it granted, the newest first."""
        query = {"request_id": {"$eq": request_id, "$type": "binData"}}
        return await self.find_many(query, sort=(("at", -1), ("_id", 1)))

    async def are_any_of(self, ids: Collection[UUID]) -> bool:
        return await self.collection.find_one({"subject_id": {"$in": list(ids)}}, {"_id": True}) is not None

    async def forget(self, ids: Collection[UUID]) -> None:
        """What was written of these people, who are erased; also in what was not told yet: nobody is told of them any more."""
        async for award in self.each({"subject_id": {"$in": list(ids)}}):
            said = self.dump(award.without_words())["granted"]
            await self.collection.update_one(
                {"_id": award.id}, {"$set": {"granted": said, PENDING: [], PUT_ASIDE: []}, "$inc": {"version": 1}}
            )

    async def newest(
        self, organisation: str, sought: AwardsSought, *, limit: int, after: UUID | None
    ) -> tuple[list[Award], UUID | None]:
        """The newest first, a part at a time."""
        query = _sought(organisation, sought)
        last = await self.find(after) if after else None
        if last:
            query["$or"] = [{"at": {"$lt": last.at}}, {"at": last.at, "_id": {"$gt": last.id}}]
        found = await self.find_many(query, sort=(("at", -1), ("_id", 1)), limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def people_of(self, organisation: str) -> AsyncIterator[UUID]:
        """Who has been granted something of it, each once."""
        stages: list[Document] = [{"$match": {"organisation": organisation}}, {"$group": {"_id": "$subject_id"}}]
        async for one in await self.collection.aggregate(stages):
            yield one["_id"]


def _sought(organisation: str, sought: AwardsSought) -> Document:
    days = {"$gte": sought.first, "$lte": sought.last}
    said = {
        "achievement_id": sought.achievement_id,
        "granted.granted_on": {sign: day.isoformat() for sign, day in days.items() if day} or None,
        "subject_id": None if sought.people is None else {"$in": list(sought.people)},
    }
    return {"organisation": organisation, **{name: value for name, value in said.items() if value is not None}}
