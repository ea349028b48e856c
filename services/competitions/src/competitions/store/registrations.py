"""Who is entered for which skill."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from competitions.domain.entering.search import words_of
from competitions.domain.refusal import Unknown
from competitions.domain.registration import COMPETING, ENDED, Registration, State
from competitions.store.entries.wanted import EntryKey, Wanted, competing, key_of, mentored, people_of, query_of
from shared.errors import Stale
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

NEWEST_FIRST: Final = (("entered_at", -1), ("_id", -1))
MOST_COUNTED: Final = 1001
"""Nobody needs to know how many exactly; counting all of them would take longer the more there are."""
COMPETITORS: Final = sorted(COMPETING)
OVER: Final = sorted(ENDED)
HOLDING: Final = sorted(set(State) - ENDED)
UNCONFIRMED: Final = sorted(set(State) - ENDED - COMPETING)
OF_TEAM: Final = {"team": {"$type": "object"}}
"""Few of a championship's entries, or all: a search for one person looks at none of the others."""


class Registrations(Aggregates[Registration]):
    NAME: ClassVar = "registrations"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Registration, lambda id: Unknown("registration", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        order = list(NEWEST_FIRST)
        for first in (["skill_id"], ["championship_id"]):
            for then in ([], ["state"], ["member"], ["subject_id"]):
                await self.collection.create_index([(name, 1) for name in (*first, *then)] + order)
        await self.collection.create_index([("subject_id", 1), *order])
        await self.collection.create_index([("state", 1), ("is_listed", 1)])
        await self.collection.create_index([("state", 1), ("is_seen", 1)])
        await self.collection.create_index([("state", 1), ("championship_id", 1), ("_id", 1)])
        out = {"absence.kind": {"$type": "string"}}
        of_absent = [("championship_id", 1), ("absence.kind", 1)]
        await self.collection.create_index(of_absent + order, partialFilterExpression=out)
        unasked = {"is_asked": False}
        order_of_asking = [("is_asked", 1), ("championship_id", 1), ("entered_at", 1)]
        await self.collection.create_index(order_of_asking, partialFilterExpression=unasked)
        for who in ("members", "mentor", "mentor_asking"):
            await self.collection.create_index(f"team.{who}", sparse=True)
        await self.collection.create_index([("championship_id", 1), ("team.name", 1)], partialFilterExpression=OF_TEAM)
        has_code = {"code": {"$type": "string"}}
        await self.collection.create_index("code", unique=True, partialFilterExpression=has_code)

    def duplicate(self, registration: Registration, _index: str) -> Stale:
        """Of its code: another is drawn."""
        return Stale(str(registration.id))

    async def by_code(self, code: str) -> Registration | None:
        return await self.find_one({"code": {"$eq": code, "$type": "string"}})

    async def of_skill(
        self, skill_id: UUID, *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        """Those of everybody who is entered, a part at a time."""
        return await self._part({"skill_id": skill_id}, limit=limit, after=after)

    async def all_of_skill(self, skill_id: UUID) -> list[Registration]:
        """Those that ended, too, the newest first: of those that go on there are MOST_ENTRIES at most, of ended ones any number."""
        return await self.find_many({"skill_id": skill_id}, sort=NEWEST_FIRST)

    async def of_championship(
        self, championship_id: UUID, wanted: Wanted, *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        """Those that are wanted, the newest first, a part at a time."""
        return await self._part(query_of(championship_id, wanted), limit=limit, after=after)

    async def keys(self, championship_id: UUID, wanted: Wanted) -> list[EntryKey]:
        """Of those that are wanted, the newest first; MOST_COUNTED stand for more."""
        parts = dict.fromkeys(
            ("subject_id", "skill_id", "member", "state", "sequence", "team.name", "team.members"), True
        )
        cursor = self.collection.find(query_of(championship_id, wanted), parts).sort(list(NEWEST_FIRST))
        return [key_of(row) async for row in cursor.limit(MOST_COUNTED)]

    async def count(self, championship_id: UUID, wanted: Wanted) -> int:
        """How many are wanted; MOST_COUNTED stands for more."""
        return await self.collection.count_documents(query_of(championship_id, wanted), limit=MOST_COUNTED)

    async def of_people(self, subjects: Collection[UUID]) -> list[Registration]:
        """Of who competes, alone or in a team, and of mentors; the newest first."""
        ids = list(subjects)
        query = {"$or": [*competing(ids), mentored(ids)]}
        return await self.find_many(query, sort=NEWEST_FIRST, limit=200)

    async def of_person(self, subject_id: UUID) -> list[Registration]:
        """All in which they compete, the ended ones too."""
        return await self.find_many({"$or": competing([subject_id])})

    async def mentored_by(self, subjects: Collection[UUID]) -> list[Registration]:
        return await self.find_many(mentored(list(subjects)))

    async def asking_mentor(self, asking: UUID) -> Registration | None:
        """By what the mentor's link names."""
        return await self.find_one({"team.mentor_asking": asking})

    async def teams(self, subject_ids: Collection[UUID]) -> list[Registration]:
        """The entries of these teams."""
        return await self.find_many({"subject_id": {"$in": list(subject_ids)}, **OF_TEAM})

    async def called(self, championship_id: UUID, beginning: Collection[str]) -> list[UUID]:
        """Teams whose name has words that begin so."""
        query = {"championship_id": championship_id, **OF_TEAM}
        found = self.collection.find(query, {"subject_id": True, "team.name": True})
        return [row["subject_id"] async for row in found if _is_called(row["team"]["name"], beginning)]

    def giving_back(self) -> AsyncIterator[Registration]:
        """Those that ended, whose place may not have been given back yet."""
        return self.each({"state": {"$in": OVER}, "is_listed": True})

    def ended_unseen(self) -> AsyncIterator[Registration]:
        """Those that ended, and nobody has looked what of their people is kept."""
        return self.each({"state": {"$in": OVER}, "is_seen": False})

    async def _part(
        self, query: dict[str, Any], *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        beyond = await self._beyond(after) if after else {}
        found = await self.find_many({**query, **beyond}, sort=NEWEST_FIRST, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def _beyond(self, after: UUID) -> dict[str, Any]:
        """What comes after this one in the order; the first page where it is gone. An id alone is a cursor: names are none."""
        last = await self.collection.find_one({"_id": after}, {"entered_at": True})
        if last is None:
            return {}
        at: datetime | None = last["entered_at"]
        same = {"entered_at": at, "_id": {"$lt": after}}
        # The first condition says nothing new, but where in the index to begin.
        return {"entered_at": {"$lte": at}, "$or": [{"entered_at": {"$lt": at}}, same]} if at else same

    async def competitors(self, skill_id: UUID) -> list[Registration]:
        """All who are confirmed, the absent ones too."""
        return await self.find_many({"skill_id": skill_id, "state": {"$in": COMPETITORS}})

    async def holding(self, championship_id: UUID, subjects: Collection[UUID] | None = None) -> list[Registration]:
        """The entries of these people, or of everybody, that have not ended."""
        query: dict[str, Any] = {"championship_id": championship_id, "state": {"$in": HOLDING}}
        if subjects is not None:
            query["$or"] = competing(list(subjects))
        return await self.find_many(query)

    async def with_unconfirmed(self) -> list[UUID]:
        """The championships that somebody is entered in who is not confirmed."""
        found: list[UUID] = await self.collection.distinct("championship_id", {"state": {"$in": UNCONFIRMED}})
        return found

    async def with_unasked(self, entered_before: datetime) -> list[UUID]:
        """The championships with entries of then for whose consents nobody was asked yet."""
        found: list[UUID] = await self.collection.distinct("championship_id", _unasked(entered_before))
        return found

    async def unasked(
        self, championship_id: UUID, entered_before: datetime, *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        """These entries, a part at a time."""
        query = {"championship_id": championship_id, **_unasked(entered_before)}
        return await self.page(query, limit=limit, after=after)

    async def unconfirmed(
        self, championship_id: UUID, *, limit: int, after: UUID | None
    ) -> tuple[list[Registration], UUID | None]:
        """Who has a place or waits for one, a part at a time."""
        query = {"championship_id": championship_id, "state": {"$in": UNCONFIRMED}}
        return await self.page(query, limit=limit, after=after)

    async def entered(self, championship_id: UUID, states: Collection[State]) -> list[tuple[UUID, UUID]]:
        """Whom which skill concerns, of entries in one of the states: each person, members and mentors of teams too."""
        query = {"championship_id": championship_id, "state": {"$in": list(states)}}
        wanted = dict.fromkeys(("subject_id", "skill_id", "team.members", "team.mentor", "team.mentor_said"), True)
        return [(one, row["skill_id"]) async for row in self.collection.find(query, wanted) for one in people_of(row)]

    async def spellings(self, championship_id: UUID) -> list[str]:
        """The members of its entries, each spelling once: read from the index alone, however many entries there are."""
        found: list[str] = await self.collection.distinct("member", {"championship_id": championship_id})
        return found

    async def starters(self, skill_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        """The registrations of each skill that are confirmed and not absent."""
        found: dict[UUID, tuple[UUID, ...]] = dict.fromkeys(skill_ids, ())
        starters = {"skill_id": {"$in": list(found)}, "state": {"$in": COMPETITORS}, "absence": None}
        async for row in self.collection.find(starters, {"skill_id": True}).sort("_id"):
            found[row["skill_id"]] += (row["_id"],)
        return found

    async def absent(self, skill_ids: Iterable[UUID]) -> list[UUID]:
        """The competitors of the skills who are in no results."""
        absent = {"skill_id": {"$in": list(skill_ids)}, "absence": {"$type": "object"}}
        return [row["_id"] async for row in self.collection.find(absent, {"_id": True})]

    async def counts(self, championship_id: UUID) -> dict[UUID, Counter[State]]:
        """How many are entered in each skill, by their state."""
        group = {"_id": {"skill": "$skill_id", "state": "$state"}, "entries": {"$sum": 1}}
        stages: list[dict[str, Any]] = [{"$match": {"championship_id": championship_id}}, {"$group": group}]
        found: dict[UUID, Counter[State]] = {}
        async for row in await self.collection.aggregate(stages):
            found.setdefault(row["_id"]["skill"], Counter())[State(row["_id"]["state"])] += row["entries"]
        return found

    async def by_member(self, championship_id: UUID) -> dict[str, int]:
        """How many entries there are under each spelling of a member, the commonest first."""
        stages: list[dict[str, Any]] = [
            {"$match": {"championship_id": championship_id}},
            {"$group": {"_id": "$member", "entries": {"$sum": 1}}},
            {"$sort": {"entries": -1, "_id": -1}},
        ]
        return {row["_id"]: row["entries"] async for row in await self.collection.aggregate(stages)}

    async def respell(self, championship_id: UUID, written: str, name: str) -> None:
        """Entries of a member that were written otherwise get the name that the list has."""
        found = {"championship_id": championship_id, "member": written}
        await self.collection.update_many(found, {"$set": {"member": name}, "$inc": {"version": 1}})


def _is_called(name: str, beginnings: Collection[str]) -> bool:
    words = words_of(name)
    return all(any(word.startswith(one) for word in words) for one in beginnings)


def _unasked(entered_before: datetime) -> dict[str, Any]:
    return {"is_asked": False, "state": {"$in": HOLDING}, "entered_at": {"$lte": entered_before}}
