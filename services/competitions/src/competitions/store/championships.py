"""Championships, and which of them a person may see."""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from competitions.domain.championship import Championship, Stage
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.text import Text

STATES: Final[Mapping[str, Mapping[str, Any]]] = {
    "draft": {"stage": Stage.EMBARGO, "announced_at": None},
    "announced": {"stage": {"$in": [Stage.EMBARGO, Stage.PUBLISHING]}, "announced_at": {"$ne": None}},
    "published": {"stage": Stage.PUBLISHED},
    "cancelled": {"stage": Stage.CANCELLED},
}
"""As a list of championships can be narrowed to."""
LATEST_FIRST: Final = (("starts_on", -1), ("_id", -1))


@dataclass(frozen=True, slots=True)
class Called:
    """What a championship is called and when it begins, and nothing else of it."""

    id: UUID
    organisation: str
    name: Text
    starts_on: date
    ruleset: str


class Championships(Aggregates[Championship]):
    NAME: ClassVar = "championships"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Championship, lambda id: Unknown("championship", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("stage")
        await self.collection.create_index(list(LATEST_FIRST))
        await self.collection.create_index([("organisation", 1), ("stage", 1), ("starts_on", -1)])
        await self.collection.create_index("ruleset")
        await self.collection.create_index("is_being_published")
        await self.collection.create_index("tells_groups")

    async def rulesets(self) -> set[str]:
        """By which any of them goes."""
        return {*await self.collection.distinct("ruleset")}

    async def being_published(self) -> list[Championship]:
        return await self.find_many({"is_being_published": True})

    async def telling_groups(self) -> list[Championship]:
        return await self.find_many({"tells_groups": True, "stage": Stage.EMBARGO})

    async def going_on(self, organisation: str, *, limit: int) -> list[Championship]:
        """Those of an organisation that are not published yet, the newest first."""
        going = {"organisation": organisation, "stage": Stage.EMBARGO}
        return await self.find_many(going, sort=(("starts_on", -1), ("_id", 1)), limit=limit)

    async def announced_of(self, organisation: str, *, limit: int) -> list[Championship]:
        """Those of an organisation, who begins last first."""
        announced = {"organisation": organisation, "announced_at": {"$ne": None}}
        return await self.find_many(announced, sort=LATEST_FIRST, limit=limit)

    async def called(self) -> AsyncIterator[Called]:
        """Those that are announced, of whomever; who begins last first."""
        wanted = {"organisation": True, "name": True, "starts_on": True, "ruleset": True}
        async for one in self.collection.find({"announced_at": {"$ne": None}}, wanted).sort(list(LATEST_FIRST)):
            day = date.fromisoformat(one["starts_on"])
            yield Called(one["_id"], one["organisation"], Text(**one["name"]), day, one["ruleset"])

    async def published_since(self, organisation: str, since: datetime, *, limit: int) -> list[Championship]:
        """Those of an organisation that were held here, the newest first."""
        published = {"organisation": organisation, "stage": Stage.PUBLISHED, "published_at": {"$gte": since}}
        return await self.find_many({**published, "origin": None}, sort=(("starts_on", -1), ("_id", 1)), limit=limit)

    async def being_cancelled(self) -> list[Championship]:
        """Those that are cancelled, and not everybody was told."""
        return await self.find_many({"stage": Stage.CANCELLED, "cancelled.completed_at": None})

    async def visible(
        self,
        organisation: str | None,
        own: Collection[UUID] = (),
        *,
        limit: int,
        after: UUID | None,
        text: str = "",
        states: Collection[str] = (),
    ) -> tuple[list[Championship], UUID | None]:
        """Those that are announced, and those of `organisation` and the `own` ones before that; who begins last comes first.

        `text`: words that the name has, in one language. `states`: of STATES, any of them.
        """
        known: list[dict[str, Any]] = [{"announced_at": {"$ne": None}}]
        if organisation:
            known.append({"organisation": organisation})
        if own:
            known.append({"_id": {"$in": list(own)}})
        last = await self.collection.find_one({"_id": after}, {"starts_on": True}) if after else None
        wanted = [{"$or": known}, _before(last), *(_named(word) for word in text.split())]
        if states:
            wanted.append({"$or": [STATES[one] for one in states]})
        found = await self.find_many({"$and": wanted}, sort=LATEST_FIRST, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None


def _named(word: str) -> Mapping[str, Any]:
    """Е and ё are one letter to who searches."""
    pattern = re.sub("[её]", "[её]", re.escape(word.casefold()))
    return {"$or": [{f"name.{language}": {"$regex": pattern, "$options": "i"}} for language in ("ru", "en")]}


def _before(last: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What comes after this one in the order; all of it where it is gone."""
    if last is None:
        return {}
    day = last["starts_on"]
    return {"$or": [{"starts_on": {"$lt": day}}, {"starts_on": day, "_id": {"$lt": last["_id"]}}]}
