import re
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from pydantic import TypeAdapter

from certificates.domain.certificate import Certificate, RegisterEntry, UnknownCertificate
from certificates.domain.copied import folded
from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import ShortIdTaken
from certificates.domain.standing import Ground, OfItself, Sought, Standing, State
from shared.errors import Stale
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import HIDDEN
from shared.mongo.together import Together

_Number = tuple[str, int, int]
"""The prefix in which letters that look alike are one, year and number."""


class Certificates(Aggregates[Certificate]):
    """The register, and what is asked of it."""

    name: ClassVar = "certificates"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Certificate, UnknownCertificate)
        self._by_number: Together[_Number, Document] = Together(self._read_numbered)
        self._by_short_id: Together[str, Document] = Together(self._read_short)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        numbers = [("organisation", 1), ("number.year", 1), ("number.number", 1)]
        await self.collection.create_index(numbers, unique=True)
        await self.collection.create_index([("number.folded", 1), ("number.year", 1), ("number.number", 1)])
        await self.collection.create_index("short_id", unique=True)
        await self.collection.create_index("subject_id")
        granted = {"cause.award_id": {"$type": "binData"}}
        await self.collection.create_index("cause.award_id", partialFilterExpression=granted)
        of_results = {"cause.result_id": {"$type": "binData"}}
        await self.collection.create_index("cause.result_id", partialFilterExpression=of_results)
        await self.collection.create_index([("organisation", 1), ("_id", 1)])
        of_championship = [("organisation", 1), ("context.id", 1), ("standing.state", 1)]
        await self.collection.create_index(of_championship)
        await self.collection.create_index([("organisation", 1), ("status_entry.list", 1), ("standing.state", 1)])

    def duplicate(self, aggregate: Certificate, index: str) -> Exception:
        """ShortIdTaken; Stale where somebody else was faster with the number."""
        return ShortIdTaken(aggregate.short_id) if index == "short_id_1" else Stale(str(aggregate.number))

    def dump(self, aggregate: Certificate) -> Document:
        fields = super().dump(aggregate)
        return {**fields, "number": {**fields["number"], **_looked_up(aggregate.number)}}

    async def next_number(self, organisation: str, prefix: str, year: int) -> RegistrationNumber:
        """One above the highest of the year. Storing a certificate under it is what takes it."""
        query = {"organisation": organisation, "number.year": year}
        last = await self.collection.find_one(query, {"number": True}, sort=[("number.number", -1)])
        return RegistrationNumber(prefix, year, last["number"]["number"] + 1 if last else 1)

    async def there(self, ids: Iterable[UUID]) -> set[UUID]:
        """Those of `ids` that were issued."""
        asked = list(ids)
        found = self.collection.find({"_id": {"$in": asked}}, {"_id": True}) if asked else None
        return {one["_id"] async for one in found} if found else set()

    async def numbered(self, number: RegistrationNumber) -> Certificate | None:
        found = await self._by_number.of((folded(number.prefix), number.year, number.number))
        return self.load(found) if found is not None else None

    async def ids_of(
        self, organisation: str, numbers: Collection[RegistrationNumber]
    ) -> dict[RegistrationNumber, UUID]:
        """Of those that are in the issuer's register."""
        asked: dict[int, list[int]] = {}
        for number in numbers:
            asked.setdefault(number.year, []).append(number.number)
        found: dict[RegistrationNumber, UUID] = {}
        for year, running in asked.items():
            query = {"organisation": organisation, "number.year": year, "number.number": {"$in": running}}
            async for each in self.collection.find(query, {"number": True}):
                found[_NUMBERS.validate_python(each["number"])] = each["_id"]
        return found

    async def with_short_id(self, short_id: str) -> Certificate | None:
        found = await self._by_short_id.of(short_id)
        return self.load(found) if found is not None else None

    async def _read_numbered(self, numbers: Collection[_Number]) -> Mapping[_Number, Document]:
        read = {}
        for prefix, year in {(prefix, year) for prefix, year, _ in numbers}:
            asked = [number for *register, number in numbers if register == [prefix, year]]
            query = {"number.folded": prefix, "number.year": year, "number.number": {"$in": asked}}
            async for found in self.collection.find(query, HIDDEN):
                read[prefix, year, found["number"]["number"]] = found
        return read

    async def _read_short(self, short_ids: Collection[str]) -> Mapping[str, Document]:
        cursor = self.collection.find({"short_id": {"$in": list(short_ids)}}, HIDDEN)
        return {found["short_id"]: found async for found in cursor}

    async def of_awards(self, award_ids: Collection[UUID]) -> list[Certificate]:
        """All that were issued for them, the highest revision first."""
        if not award_ids:
            return []
        query = {"cause.award_id": {"$in": list(award_ids), "$type": "binData"}}
        return await self.find_many(query, sort=[("cause.revision", -1), ("_id", 1)])

    async def of_results(self, result_ids: Collection[UUID]) -> list[Certificate]:
        """All that were issued for them, the oldest first."""
        if not result_ids:
            return []
        query = {"cause.result_id": {"$in": list(result_ids), "$type": "binData"}}
        return await self.find_many(query, sort=[("issued_at", 1), ("_id", 1)])

    async def held_by(self, subject_ids: Iterable[UUID]) -> list[Certificate]:
        """Newest first."""
        return await self.find_many({"subject_id": {"$in": list(subject_ids)}}, sort=[("issued_at", -1), ("_id", 1)])

    async def page_of(
        self, organisation: str, *, limit: int, after: UUID | None
    ) -> tuple[list[Certificate], UUID | None]:
        """As `page`, of those that an organisation issued."""
        return await self.page({"organisation": organisation}, limit=limit, after=after)

    async def page_held_by(
        self, subject_ids: Iterable[UUID], *, limit: int, after: UUID | None
    ) -> tuple[list[Certificate], UUID | None]:
        """As `page`, of those that these people hold."""
        return await self.page({"subject_id": {"$in": list(subject_ids)}}, limit=limit, after=after)

    async def issued_in(self, organisation: str, championship_id: UUID) -> int:
        """Without those that another one has replaced."""
        query = {"organisation": organisation, "context.id": championship_id}
        return await self.collection.count_documents({**query, "standing.state": {"$ne": State.SUPERSEDED.value}})

    async def of_year(
        self, organisation: str, year: int, *, after: int = 0, limit: int = 0
    ) -> AsyncIterator[RegisterEntry]:
        """The register of a year, by number, line by line; a limit of 0 is none."""
        query = {"organisation": organisation, "number.year": year, "number.number": {"$gt": after}}
        cursor = self.collection.find(query, _OF_ENTRY).sort("number.number", 1).limit(limit)
        async for found in cursor:
            yield _entry(found)

    async def exported(self, organisation: str, sought: Sought) -> AsyncIterator[RegisterEntry]:
        """All that are looked for, by number, line by line."""
        cursor = self.collection.find(_sought(organisation, sought), _OF_ENTRY).sort("number.number", 1)
        async for found in cursor:
            yield _entry(found)

    async def named_by(self, ids: Collection[UUID]) -> dict[UUID, tuple[str, bool]]:
        """The number of each, and whether it is a duplicate."""
        fields = {"number": True, "reissued.is_duplicate": True}
        if not ids:
            return {}
        found: dict[UUID, tuple[str, bool]] = {}
        async for each in self.collection.find({"_id": {"$in": list(ids)}}, fields):
            number = _NUMBERS.validate_python(each["number"])
            found[each["_id"]] = (str(number), bool((each.get("reissued") or {}).get("is_duplicate")))
        return found

    async def numbered_between(
        self, organisation: str, year: int, first: int, last: int, *, limit: int
    ) -> list[Certificate]:
        """Those in force whose documents are there, by number."""
        query = {
            "organisation": organisation,
            "number.year": year,
            "number.number": {"$gte": first, "$lte": last},
            "standing.state": State.VALID.value,
            "document": {"$ne": None},
        }
        return await self.find_many(query, sort=[("number.number", 1)], limit=limit)

    async def sought(
        self, organisation: str, sought: Sought, *, below: int | None, limit: int
    ) -> tuple[list[Certificate], int]:
        """The newest that are looked for, `below` a running number, and how many are there in all."""
        query = _sought(organisation, sought)
        number = await self.collection.count_documents(query)
        if below is not None:
            query = {"$and": [query, {"number.number": {"$lt": below}}]}
        return await self.find_many(query, sort=[("number.number", -1)], limit=limit), number

    async def sought_ids(
        self, organisation: str, sought: Sought, *, limit: int
    ) -> list[tuple[UUID, RegistrationNumber]]:
        """All that are looked for, by number."""
        cursor = self.collection.find(_sought(organisation, sought), {"number": True})
        found = cursor.sort("number.number", 1).limit(limit)
        return [(each["_id"], _NUMBERS.validate_python(each["number"])) async for each in found]

    async def count_sought(self, organisation: str, sought: Sought) -> int:
        return await self.collection.count_documents(_sought(organisation, sought))

    async def indexes(self, organisation: str, list_number: int, states: Collection[State]) -> list[int]:
        """Where the bits of a status list are set."""
        query = _in_list(organisation, list_number, states)
        return sorted(
            [
                found["status_entry"]["index"]
                async for found in self.collection.find(query, {"status_entry.index": True})
            ]
        )

    async def out_of_force(
        self, organisation: str, list_number: int, states: Collection[State]
    ) -> list[tuple[int, Standing]]:
        """The indexes of a status list whose certificates are in one of these states, and since when and why; not by whom."""
        query = _in_list(organisation, list_number, states)
        found = self.collection.find(query, {"_id": False, "status_entry.index": True, "standing": True})
        return [
            (each["status_entry"]["index"], _standing(each["standing"]))
            async for each in found.sort("status_entry.index", 1)
        ]

    async def lists(self, organisation: str) -> list[int]:
        """The status lists that have certificates in them."""
        return sorted(await self.collection.distinct("status_entry.list", {"organisation": organisation}))


_NUMBERS = TypeAdapter(RegistrationNumber)
_ENTRIES = TypeAdapter(RegisterEntry)
_OF_ENTRY = dict.fromkeys(
    (
        *("number", "short_id", "issued_at", "document.name", "document.team", "achievement", "context", "score"),
        *("granted", "expires_on", "standing", "history", "newer", "reissued"),
    ),
    True,
)


def _entry(found: Document) -> RegisterEntry:
    document = found.get("document") or {}
    return _ENTRIES.validate_python(
        {**found, "id": found["_id"], "name": document.get("name"), "team": document.get("team")}
    )


def _looked_up(number: RegistrationNumber) -> Document:
    """A number as it is found, in whichever alphabet its prefix is typed."""
    return {"folded": folded(number.prefix), "year": number.year, "number": number.number}


def _sought(organisation: str, sought: Sought) -> Document:
    issued = {"$gte": sought.first, "$lt": sought.before}
    name = {"$regex": re.escape(sought.name), "$options": "i"} if sought.name else None
    said = {
        "standing.state": sought.state.value if sought.state else None,
        "achievement.code": sought.achievement,
        "issued_at": {sign: at for sign, at in issued.items() if at} or None,
        "number.number": sought.number,
        "number.folded": folded(sought.prefix) if sought.prefix else None,
        "document.name": name,
    }
    wanted = {field: value for field, value in said.items() if value is not None}
    ids = {} if sought.certificates is None else {"_id": {"$in": list(sought.certificates)}}
    return {"organisation": organisation, "number.year": sought.year, **wanted, **ids}


def _in_list(organisation: str, list_number: int, states: Collection[State]) -> Document:
    wanted = {"$in": [state.value for state in states]}
    return {"organisation": organisation, "status_entry.list": list_number, "standing.state": wanted}


def _standing(fields: Mapping[str, Any]) -> Standing:
    reason = fields["reason"]
    if isinstance(reason, Mapping):
        reason = OfItself(Ground(reason["ground"]))
    return Standing(State(fields["state"]), fields["since"], reason=reason, public=fields["public"])
