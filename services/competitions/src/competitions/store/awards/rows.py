"""The rows of tables of awards. Until they are granted they hold what they say of people; afterwards ids alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from pymongo import UpdateOne

from competitions.domain.awards.rows import LEAVE_OUT, ONLY_CANDIDATE, Letter, Outcome, Row, RowState
from competitions.domain.refusal import Unknown
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import HIDDEN

DUE: Final[Document] = {
    "outcome": {"$ne": Outcome.LEFT_OUT},
    "$or": [
        {"state": {"$in": [RowState.NEW, RowState.CHANGES]}},
        {"state": RowState.UNSURE, "answer": {"$nin": [None, LEAVE_OUT]}},
    ],
}
"""What is granted or corrected once the table is started; nothing of who was erased since it was checked."""
CORRECTING: Final[Document] = {"differing.0": {"$exists": True}}
"""What says something else than was granted: for certain, or by an answer."""
NOTHING_SAID: Final[Document] = {
    **dict.fromkeys(("recipient", "granted", "key", "same")),
    "candidates": [],
    "cells": {},
    "differing": [],
}
IN_ORDER: Final = [("table_id", 1), ("number", 1)]
OTHERWISE: Final = (
    ([RowState.KNOWN], Outcome.UNCHANGED),
    ([RowState.NEW, RowState.CHANGES, RowState.UNSURE], Outcome.LEFT_OUT),
)
"""What rows come to that are not granted."""
COME_TO: Final = (
    *("outcome", "subject_id", "award_id", "letter"),
    *("recipient", "granted", "candidates", "key", "same"),
)
"""What a row that is done may have otherwise than before."""
PRINTED: Final = [Outcome.GRANTED, Outcome.CORRECTED]


class AwardRows(Aggregates[Row]):
    NAME: ClassVar = "award_rows"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Row, lambda id: Unknown("row", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("table_id", 1), ("state", 1), ("number", 1)])
        await self.collection.create_index([("table_id", 1), ("same", 1)])
        await self.collection.create_index(IN_ORDER)
        await self.collection.create_index("gone_at", expireAfterSeconds=0)
        await self.collection.create_index("candidates.id", sparse=True)
        await self.collection.create_index("subject_id", partialFilterExpression={"outcome": None})
        correcting = [("table_id", 1), ("number", 1), ("state", 1)]
        await self.collection.create_index(correcting, partialFilterExpression=CORRECTING)
        nobody = {"letter": Letter.NOBODY.value}
        by_letter = [("table_id", 1), ("letter", 1), ("number", 1)]
        await self.collection.create_index(by_letter, partialFilterExpression=nobody)

    async def add_all(self, rows: Sequence[Row]) -> None:
        await self.add_many([(row, ()) for row in rows])

    async def clear(self, table_id: UUID) -> None:
        await self.collection.delete_many({"table_id": table_id})

    async def twins(self, table_id: UUID, sames: Collection[UUID]) -> dict[UUID, int]:
        """The first rows that are the same, by what makes them so."""
        query = {"table_id": table_id, "same": {"$in": list(sames)}}
        found: dict[UUID, int] = {}
        async for one in self.collection.find(query, {"same": True, "number": True}):
            found[one["same"]] = min(one["number"], found.get(one["same"], one["number"]))
        return found

    async def numbered(self, table_id: UUID, number: int) -> Row:
        """Raises Unknown."""
        return await self.get(derive(table_id, "row", str(number)))

    async def due(self, table_id: UUID, after: int, limit: int) -> list[Row]:
        """Those to be granted next, in the order of the file."""
        query = {"table_id": table_id, "number": {"$gt": after}, **DUE}
        # By any other index all that are left would be read and sorted for each part.
        cursor = self.collection.find(query, {**HIDDEN, "same": False}).sort("number").limit(limit).hint(IN_ORDER)
        return [self.load(document) async for document in cursor]

    async def count_due(self, table_id: UUID) -> int:
        return await self.collection.count_documents({"table_id": table_id, **DUE})

    async def count_open(self, table_id: UUID) -> int:
        """Of whom it is still to be said who is meant."""
        query = {"table_id": table_id, "state": RowState.UNSURE, "answer": None}
        return await self.collection.count_documents(query)

    async def count_corrections(self, table_id: UUID) -> int:
        return await self.collection.count_documents({"table_id": table_id, **CORRECTING})

    async def in_state(self, table_id: UUID, state: RowState, *, after: int, limit: int) -> list[Row]:
        """Of corrections those too that were answered so; of those that somebody is asked about none that is settled."""
        wanted: Document = CORRECTING if state is RowState.CHANGES else {"state": state}
        if state is RowState.UNSURE:
            wanted["outcome"] = None
        query = {"table_id": table_id, **wanted, "number": {"$gt": after}}
        return await self.find_many(query, sort=(("number", 1),), limit=limit)

    async def to_print(self, table_id: UUID, *, after: int, limit: int, everybody: bool = False) -> list[Row]:
        """Those whom no letter reaches; or all that were granted something."""
        query: Document = {"table_id": table_id, "outcome": {"$in": PRINTED}, "number": {"$gt": after}}
        if not everybody:
            query["letter"] = Letter.NOBODY.value
        return await self.find_many(query, sort=(("number", 1),), limit=limit)

    async def outcomes(self, table_id: UUID) -> Mapping[Outcome, int]:
        stages: list[Document] = [
            {"$match": {"table_id": table_id, "outcome": {"$ne": None}}},
            {"$group": {"_id": "$outcome", "number": {"$sum": 1}}},
        ]
        return {Outcome(one["_id"]): one["number"] async for one in await self.collection.aggregate(stages)}

    async def answer_open(self, table_id: UUID, answer: str) -> None:
        """All that nobody has answered yet."""
        query = {"table_id": table_id, "state": RowState.UNSURE, "answer": None}
        await self.collection.update_many(query, {"$set": {"answer": answer}, "$inc": {"version": 1}})

    async def answer_with_only_candidate(self, table_id: UUID) -> None:
        """Where exactly one of the name is kept, and no row before is alike, it is that one."""
        query = {
            "table_id": table_id,
            "state": RowState.UNSURE,
            "answer": None,
            "candidates": {"$size": 1},
            "twin": None,
        }
        said = {"answer": ONLY_CANDIDATE, "differing": {"$first": "$candidates.differing"}}
        await self.collection.update_many(query, [{"$set": {**said, "version": {"$add": ["$version", 1]}}}])

    async def answer(self, rows: Sequence[Row]) -> None:
        """As they are answered now, unless they were granted meanwhile."""
        updates = [
            UpdateOne(
                {"_id": row.id, "outcome": None},
                {"$set": {"answer": row.answer, "differing": list(row.differing)}, "$inc": {"version": 1}},
            )
            for row in rows
        ]
        if updates:
            await self.collection.bulk_write(updates, ordered=False)

    async def mark(self, rows: Sequence[Row]) -> None:
        """As they are now: a repeat writes the same."""
        updates = [UpdateOne({"_id": row.id}, {"$set": {name: getattr(row, name) for name in COME_TO}}) for row in rows]
        if updates:
            await self.collection.bulk_write(updates, ordered=False)

    async def let_go(self, table_id: UUID, faulty_until: datetime) -> None:
        """What the rows that were not granted say of people, once the others are. Faulty ones are handed back until then."""
        rest: dict[str, Any] = {"table_id": table_id, "outcome": None}
        await self.collection.update_many({**rest, "state": RowState.FAULTY}, {"$set": {"gone_at": faulty_until}})
        for states, outcome in OTHERWISE:
            query = {**rest, "state": {"$in": states}}
            await self.collection.update_many(
                query, {"$set": {"outcome": outcome, **NOTHING_SAID}, "$inc": {"version": 1}}
            )

    async def forget(self, subject_id: UUID) -> None:
        """Rows that are of somebody who is erased say nothing any more, and are left out; where it is not certain, it is not them."""
        certain: Document = {"subject_id": subject_id, "outcome": None}
        maybe: Document = {"candidates.id": subject_id, "outcome": None}
        gone: Document = {"$set": {"outcome": Outcome.LEFT_OUT, **NOTHING_SAID}, "$inc": {"version": 1}}
        await self.collection.update_many({**certain, "state": RowState.FAULTY}, {"$set": {"cells": {}}})
        await self.collection.update_many({**certain, "state": {"$ne": RowState.FAULTY}}, gone)
        await self.collection.update_many({**maybe, "answer": {"$in": [str(subject_id), ONLY_CANDIDATE]}}, gone)
        await self.collection.update_many(maybe, {"$pull": {"candidates": {"id": subject_id}}})
