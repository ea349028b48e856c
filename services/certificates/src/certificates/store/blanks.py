from collections.abc import AsyncIterator, Collection
from typing import Any, ClassVar, Final
from uuid import UUID

from certificates.domain.blanks.blank import Blank, BlankChanged, UnknownBlank, written
from certificates.domain.blanks.record import BlankRecord, BlankState
from certificates.domain.standing import Sought
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document

MOST_FOUND: Final = 1000
"""Certificates on blanks of one number, in whichever series."""


class Blanks(Aggregates[BlankRecord]):
    """One document a blank, whose id is derived from its series and number: nobody can take it twice."""

    name: ClassVar = "blanks"
    publishes = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, BlankRecord, UnknownBlank)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        used = {"state": BlankState.USED.value}
        await self.collection.create_index("certificate_id", unique=True, partialFilterExpression=used)
        attached = {"certificate_id": {"$type": "binData"}}
        await self.collection.create_index([("certificate_id", 1), ("state", 1)], partialFilterExpression=attached)
        await self.collection.create_index([("organisation", 1), ("written", 1)])
        await self.collection.create_index([("organisation", 1), ("changes.certificate", 1)])
        spoilt = {"state": BlankState.SPOILT.value}
        await self.collection.create_index([("organisation", 1), ("spoilt_on", 1)], partialFilterExpression=spoilt)

    def duplicate(self, aggregate: BlankRecord, _index: str) -> Exception:
        """The certificate is on another one by now."""
        return BlankChanged(aggregate.certificate_id or aggregate.id)

    def dump(self, aggregate: BlankRecord) -> Document:
        blank = aggregate.blank
        return {**super().dump(aggregate), "written": [written(blank.number), written(str(blank))]}

    async def of(self, organisation: str, blank: Blank) -> BlankRecord:
        """As it is kept, or as it will be."""
        id_ = derive("blank", organisation, *blank.seen)
        return await self.find(id_) or BlankRecord(id_, organisation, blank)

    async def under(self, certificate_ids: Collection[UUID]) -> dict[UUID, BlankRecord]:
        """By the certificate that is on it."""
        query = {"certificate_id": {"$in": list(certificate_ids)}, "state": BlankState.USED.value}
        return {one.certificate_id: one for one in await self.find_many(query) if one.certificate_id}

    async def spoilt_under(self, certificate_ids: Collection[UUID]) -> list[BlankRecord]:
        """Those that certificates were on before."""
        attached = {"$in": list(certificate_ids), "$type": "binData"}
        query = {"certificate_id": attached, "state": BlankState.SPOILT.value}
        return await self.find_many(query, sort=[("spoilt_on", 1), ("_id", 1)])

    async def told_of(self, organisation: str, certificate: str) -> list[BlankRecord]:
        """Those of which anything was ever said about the certificate with this registration number."""
        return await self.find_many({"organisation": organisation, "changes.certificate": certificate})

    async def certificates_on(self, organisation: str, text: str) -> list[UUID]:
        """Those that are, or were, on a sheet that is written so."""
        query = {"organisation": organisation, "certificate_id": {"$type": "binData"}, "written": written(text)}
        cursor = self.collection.find(query, {"certificate_id": True}).sort("_id").limit(MOST_FOUND)
        return [found["certificate_id"] async for found in cursor]

    async def count_spoilt(self, organisation: str, sought: Sought) -> int:
        return await self.collection.count_documents(_spoilt(organisation, sought))

    async def spoilt(self, organisation: str, sought: Sought, limit: int = 0) -> AsyncIterator[BlankRecord]:
        """Those that are looked for, by day; a limit of 0 is none."""
        cursor = self.collection.find(_spoilt(organisation, sought)).sort([("spoilt_on", 1), ("_id", 1)]).limit(limit)
        async for found in cursor:
            yield self.load(found)


def _spoilt(organisation: str, sought: Sought) -> Document:
    """Days are kept as they are written, and so are in order."""
    days: dict[str, Any] = {"$gte": f"{sought.year}-01-01", "$lte": f"{sought.year}-12-31"}
    if sought.first_day:
        days["$gte"] = max(days["$gte"], sought.first_day.isoformat())
    if sought.last_day:
        days["$lte"] = min(days["$lte"], sought.last_day.isoformat())
    of_one = {"written": written(sought.blank)} if sought.blank else {}
    return {"organisation": organisation, "state": BlankState.SPOILT.value, "spoilt_on": days, **of_one}
