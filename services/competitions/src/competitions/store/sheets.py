"""Sheets: one document a competitor and sub-criterion, with sums that the database adds up."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from pymongo.errors import BulkWriteError

from competitions.domain.judgement import JUDGES
from competitions.domain.progress import SubCriterionProgress, Sum
from competitions.domain.refusal import Unknown
from competitions.domain.sheet import Competitor, Sheet
from shared.mongo.cached_aggregates import CachedAggregates
from shared.mongo.database import Database
from shared.mongo.safety import TWICE

CORRECTION: Final = {"mark": {"$exists": True}, "reason": {"$type": "string"}}
"""A record of a mark that was changed after sign-off."""
SIGNED: Final = {
    "$cond": [
        "$signing.by_each",
        {
            "$cond": [
                {"$eq": ["$team", []]},
                {"$gte": [{"$size": "$signing.signatures"}, JUDGES]},
                {"$setIsSubset": ["$team", "$signing.signatures.by"]},
            ]
        },
        {"$gt": [{"$size": "$signing.signatures"}, 0]},
    ]
}
"""`Sheet.is_signed`, in the database's words."""


class Sheets(CachedAggregates[Sheet]):
    NAME: ClassVar = "sheets"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Sheet, lambda id: Unknown("sheet", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("skill_id", 1), ("sub_criterion", 1), ("_id", 1)])
        await self.collection.create_index("competitor.registration_id")

    async def add_new(self, sheets: Sequence[Sheet]) -> None:
        """Adds those that are not there yet, and leaves the others as they are."""
        documents = [{"_id": sheet.id, **self.dump(sheet), "pending": []} for sheet in sheets]
        try:
            await self.collection.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            if any(fault["code"] != TWICE for fault in error.details["writeErrors"]):
                raise

    async def of_skill(
        self,
        skill_id: UUID,
        *,
        sub_criterion: str | None,
        registration_id: UUID | None,
        limit: int,
        after: UUID | None,
    ) -> tuple[list[Sheet], UUID | None]:
        """A part at a time; of one sub-criterion or competitor, where that is asked."""
        query: dict[str, Any] = {"skill_id": skill_id}
        if sub_criterion is not None:
            query["sub_criterion"] = sub_criterion
        if registration_id is not None:
            query["competitor.registration_id"] = registration_id
        return await self.page(query, limit=limit, after=after)

    async def number_of(self, skill_ids: Collection[UUID]) -> int:
        return await self.collection.count_documents({"skill_id": {"$in": list(skill_ids)}})

    async def of_entry(self, registration_id: UUID) -> list[Sheet]:
        return await self.find_many({"competitor.registration_id": registration_id})

    async def of_sub_criterion(self, skill_id: UUID, sub_criterion: str) -> list[Sheet]:
        return await self.find_many({"skill_id": skill_id, "sub_criterion": sub_criterion})

    async def all_of(self, skill_id: UUID) -> list[Sheet]:
        return await self.find_many({"skill_id": skill_id})

    async def reopened(self, skill_id: UUID) -> list[Sheet]:
        """Those that were ever given back to their team."""
        return await self.find_many({"skill_id": skill_id, "signing.reopenings.0": {"$exists": True}})

    async def taken_back(self, skill_ids: Collection[UUID]) -> dict[UUID, list[set[UUID]]]:
        """By skill, of each sheet that was given back and is not signed anew, who had signed it."""
        found: dict[UUID, list[set[UUID]]] = {}
        opened = {"skill_id": {"$in": list(skill_ids)}, "signing.open.0": {"$exists": True}}
        async for one in self.collection.find(opened, {"skill_id": 1, "signing.reopenings.taken_back.by": 1}):
            signers = {each["by"] for back in one["signing"]["reopenings"] for each in back["taken_back"]}
            found.setdefault(one["skill_id"], []).append(signers)
        return found

    async def corrected(self, skill_id: UUID) -> list[Sheet]:
        """Those on which a mark was changed after sign-off."""
        return await self.find_many({"skill_id": skill_id, "history": {"$elemMatch": CORRECTION}})

    async def unsigned(self, skill_id: UUID, starters: Collection[UUID]) -> int:
        """How many sheets of these registrations are not signed by all who have to."""
        theirs = {"skill_id": skill_id, "competitor.registration_id": {"$in": list(starters)}}
        return await self.collection.count_documents({**theirs, "$expr": {"$not": [SIGNED]}})

    async def seal(self, skill_id: UUID) -> None:
        """No mark of the skill changes after this: whoever read a sheet before it finds it Stale."""
        unsealed = {"skill_id": skill_id, "sealed": False}
        await self.collection.update_many(unsealed, {"$set": {"sealed": True}, "$inc": {"version": 1}})

    async def unseal(self, skill_id: UUID) -> None:
        """The chief expert may correct marks of the skill again."""
        sealed = {"skill_id": skill_id, "sealed": True}
        await self.collection.update_many(sealed, {"$set": {"sealed": False}, "$inc": {"version": 1}})

    async def corrections(self, skill_ids: Collection[UUID]) -> Counter[UUID]:
        """How many marks of each skill were changed after sign-off."""
        stages: list[dict[str, Any]] = [
            {"$match": {"skill_id": {"$in": list(skill_ids)}, "history": {"$elemMatch": CORRECTION}}},
            {"$unwind": "$history"},
            {"$match": {f"history.{name}": wanted for name, wanted in CORRECTION.items()}},
            {"$group": {"_id": "$skill_id", "marks": {"$sum": 1}}},
        ]
        return Counter({row["_id"]: row["marks"] async for row in await self.collection.aggregate(stages)})

    async def set_absent(self, registration_id: UUID, *, absent: bool) -> None:
        """On every sheet of the competitor. Whoever read one before it finds it Stale."""
        others = {"competitor.registration_id": registration_id, "absent": {"$ne": absent}}
        await self.collection.update_many(others, {"$set": {"absent": absent}, "$inc": {"version": 1}})

    async def set_team(self, skill_id: UUID, code: str, team: Sequence[UUID]) -> None:
        """On every sheet of the sub-criterion that is not signed by all who have to. Whoever read one before it finds it Stale."""
        others = {"skill_id": skill_id, "sub_criterion": code, "team": {"$ne": list(team)}}
        await self.collection.update_many(
            {**others, "$expr": {"$not": [SIGNED]}}, {"$set": {"team": list(team)}, "$inc": {"version": 1}}
        )

    async def set_devices(self, skill_id: UUID, code: str, *, own: bool) -> None:
        """On every sheet of the sub-criterion that is not signed, without the cards that lie there. Whoever read one before it finds
        it Stale."""
        others = {"skill_id": skill_id, "sub_criterion": code, "signing.signatures": [], "own_devices": {"$ne": own}}
        change = {"$set": {"own_devices": own, "cards": []}, "$inc": {"version": 1}}
        await self.collection.update_many(others, change)

    async def versions(self, skill_id: UUID, code: str) -> dict[UUID, int]:
        """Of the sheets of a sub-criterion, by id: whether something was entered since."""
        query = {"skill_id": skill_id, "sub_criterion": code}
        found = self.collection.find(query, {"version": True})
        return {row["_id"]: row["version"] async for row in found}

    async def progress(
        self, skill_ids: Iterable[UUID], absent: Sequence[UUID]
    ) -> dict[UUID, list[SubCriterionProgress]]:
        """By skill, the progress of its sub-criteria, in the order of their codes. `absent` registrations do not count."""
        group = {
            "_id": {"skill": "$skill_id", "code": "$sub_criterion"},
            "sheets": {"$sum": 1},
            "signed": {"$sum": {"$cond": [SIGNED, 1, 0]}},
            "complete": {"$sum": {"$cond": [{"$eq": ["$entered", {"$size": "$rules"}]}, 1, 0]}},
            "marks": {"$sum": "$entered"},
            "unconfirmed": {"$sum": "$unconfirmed"},
            "marks_total": {"$sum": {"$size": "$rules"}},
            "signers": {"$push": "$signing.signatures.by"},
            "signed_at": {"$max": {"$max": "$signing.signatures.at"}},
            "by_each": {"$first": "$signing.by_each"},
            "reopened": {"$sum": {"$cond": [{"$gt": [{"$size": "$signing.open"}, 0]}, 1, 0]}},
        }
        ids = list(skill_ids)
        found: dict[UUID, list[SubCriterionProgress]] = {id: [] for id in ids}
        counted = {"skill_id": {"$in": ids}, "competitor.registration_id": {"$nin": list(absent)}}
        stages: list[dict[str, Any]] = [{"$match": counted}, {"$group": group}]
        async for row in await self.collection.aggregate(stages):
            key = row.pop("_id")
            signers = Counter(by for sheet in row.pop("signers") for by in set(sheet))
            signed_all = tuple(sorted(by for by, sheets in signers.items() if sheets == row["sheets"]))
            found[key["skill"]].append(
                SubCriterionProgress(code=key["code"], signed_by=tuple(sorted(signers)), signed_all=signed_all, **row)
            )
        for sub_criteria in found.values():
            sub_criteria.sort(key=lambda one: (one.code[:1], int(one.code[1:])))
        return found

    async def sums(self, skill_id: UUID, absent: Sequence[UUID]) -> list[Sum]:
        """The marks of every competitor of the skill but the `absent` ones, by registration. Added up in decimals by the
        database."""
        group = {
            "_id": "$competitor.registration_id",
            "competitor": {"$first": "$competitor"},
            "total": {"$sum": "$total"},
            "parts": {"$push": {"k": "$sub_criterion", "v": "$total"}},
            "entered": {"$sum": "$entered"},
        }
        stages: list[dict[str, Any]] = [
            {"$match": {"skill_id": skill_id, "competitor.registration_id": {"$nin": list(absent)}}},
            {"$group": group},
            {"$sort": {"_id": 1}},
        ]
        return [
            Sum(
                Competitor(**row["competitor"]),
                row["total"],
                {part["k"]: part["v"] for part in row["parts"]},
                entered=row["entered"],
            )
            async for row in await self.collection.aggregate(stages)
        ]

    async def one_elsewhere(self, ids: Collection[UUID], championship_id: UUID) -> UUID | None:
        """One of these sheets that is another championship's."""
        others = {"_id": {"$in": list(ids)}, "championship_id": {"$ne": championship_id}}
        found = await self.collection.find_one(others, {"_id": 1})
        return found["_id"] if found else None

    async def drop_orphans(self, skill_ids: Collection[UUID]) -> None:
        """Those of a championship that is not there: a kill ended its arrival."""
        await self.collection.delete_many({"skill_id": {"$in": list(skill_ids)}})
