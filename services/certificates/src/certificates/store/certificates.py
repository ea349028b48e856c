"""Certificates: the register, and what is asked of it."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from certificates.domain.certificate import Certificate, RegisterEntry, Standing, State
from certificates.domain.errors import UnknownCertificate
from certificates.domain.register import RegistrationNumber
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document

CERTIFICATES = "certificates"


class Certificates(Aggregates[Certificate]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, CERTIFICATES, Certificate, UnknownCertificate)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        numbers = [("organisation", 1), ("number.year", 1), ("number.number", 1)]
        await self.collection.create_index(numbers, unique=True)
        await self.collection.create_index("short_id", unique=True)
        await self.collection.create_index("subject_id")
        await self.collection.create_index([("organisation", 1), ("_id", 1)])
        await self.collection.create_index([("organisation", 1), ("place.list", 1), ("standing.state", 1)])

    async def next_number(self, organisation: str, prefix: str, year: int) -> RegistrationNumber:
        """One above the highest of the year. Storing a certificate under it is what takes it."""
        query = {"organisation": organisation, "number.year": year}
        last = await self.collection.find_one(query, {"number": True}, sort=[("number.number", -1)])
        return RegistrationNumber(prefix, year, last["number"]["number"] + 1 if last else 1)

    async def numbered(self, number: RegistrationNumber) -> Certificate | None:
        return await self.find_one({f"number.{field}": value for field, value in asdict(number).items()})

    async def with_short_id(self, short_id: str) -> Certificate | None:
        return await self.find_one({"short_id": short_id})

    async def held_by(self, subject_ids: Iterable[UUID]) -> list[Certificate]:
        """Newest first."""
        return await self.find_many({"subject_id": {"$in": list(subject_ids)}}, sort=[("issued_at", -1), ("_id", 1)])

    async def of_year(
        self, organisation: str, year: int, *, after: int = 0, limit: int = 0
    ) -> AsyncIterator[RegisterEntry]:
        """The register of a year, by number, line by line; a limit of 0 is none."""
        query = {"organisation": organisation, "number.year": year, "number.number": {"$gt": after}}
        cursor = self.collection.find(query, _OF_ENTRY).sort("number.number", 1).limit(limit)
        async for found in cursor:
            yield _ENTRIES.validate_python({**found, "name": (found.get("document") or {}).get("name")})

    async def indexes(self, organisation: str, list_number: int, states: Collection[State]) -> list[int]:
        """Where the bits of a status list are set."""
        query = _in_list(organisation, list_number, states)
        return sorted([found["place"]["index"] async for found in self.collection.find(query, {"place.index": True})])

    async def out_of_force(
        self, organisation: str, list_number: int, states: Collection[State]
    ) -> list[tuple[int, Standing]]:
        """The places of a status list whose certificates are in one of these states, and since when and why; not by whom."""
        query = _in_list(organisation, list_number, states)
        found = self.collection.find(query, {"_id": False, "place.index": True, "standing": True})
        return [(each["place"]["index"], _standing(each["standing"])) async for each in found.sort("place.index", 1)]

    async def lists(self, organisation: str) -> list[int]:
        """The status lists that have certificates in them."""
        return sorted(await self.collection.distinct("place.list", {"organisation": organisation}))


_ENTRIES = TypeAdapter(RegisterEntry)


_OF_ENTRY = dict.fromkeys(("number", "issued_at", "document.name", "achievement", "standing", "history"), True)


def _in_list(organisation: str, list_number: int, states: Collection[State]) -> Document:
    wanted = {"$in": [state.value for state in states]}
    return {"organisation": organisation, "place.list": list_number, "standing.state": wanted}


def _standing(fields: Mapping[str, Any]) -> Standing:
    return Standing(State(fields["state"]), fields["since"], reason=fields["reason"], public=fields["public"])
