"""Collections, documents and indexes. Nothing else of this service knows MongoDB."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from certificates.domain.certificate import Certificate, RegisterEntry, Standing, State
from certificates.domain.errors import UnknownCertificate, UnknownIssuer
from certificates.domain.holder import Holder
from certificates.domain.issuer import Issuer
from certificates.domain.register import RegistrationNumber
from certificates.domain.text import Text
from shared.ids import derive
from shared.mongo import Aggregates, Database, Document

ISSUERS, CERTIFICATES, PEOPLE, CODES, NAME_CHECKS = "issuers", "certificates", "people", "codes", "name_checks"
LAST_VERSION = 2**62
WITH_EVENTS = (ISSUERS, CERTIFICATES)


class Issuers(Aggregates[Issuer]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, ISSUERS, Issuer, lambda id: UnknownIssuer(str(id)))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        for field in ("organisation", "prefix", "code"):
            await self.collection.create_index(field, unique=True)

    async def of(self, organisation: str) -> Issuer:
        """Raises UnknownIssuer."""
        found = await self.find_one({"organisation": organisation})
        if found is None:
            raise UnknownIssuer(organisation)
        return found

    async def coded(self, code: int) -> Issuer | None:
        return await self.find_one({"code": code})

    async def all(self) -> list[Issuer]:
        return await self.find_many({}, sort=[("code", 1)])

    async def next_code(self) -> int:
        """One above the highest. Whoever is second to take it is refused by the index, and asks again."""
        last = await self.collection.find_one({}, {"code": True}, sort=[("code", -1)])
        return last["code"] + 1 if last else 1


class Certificates(Aggregates[Certificate]):
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


class People:
    """The newest version of each person, as far as certificates need it."""

    def __init__(self, database: Database) -> None:
        self._collection = database[PEOPLE]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("account", sparse=True)
        await self._collection.create_index("guardians")

    async def find(self, subject_id: UUID) -> Holder | None:
        found = await self._collection.find_one({"_id": subject_id})
        return _holder(found) if found else None

    async def remember(self, holder: Holder) -> None:
        """Keeps it unless a newer version is known already."""
        fields = {name: value for name, value in asdict(holder).items() if name != "id"}
        try:
            older = {"_id": holder.id, "version": {"$lt": holder.version}}
            await self._collection.replace_one(older, fields, upsert=True)
        except DuplicateKeyError:
            return

    async def forget(self, subject_id: UUID) -> None:
        """Only that there was somebody stays; no version of them is remembered again."""
        erased = Holder(subject_id, version=LAST_VERSION, erased=True)
        fields = {name: value for name, value in asdict(erased).items() if name != "id"}
        await self._collection.replace_one({"_id": subject_id}, fields, upsert=True)

    async def with_account(self, account: str) -> list[Holder]:
        return [_holder(found) async for found in self._collection.find({"account": account})]

    async def wards_of(self, guardians: Iterable[UUID]) -> list[Holder]:
        return [_holder(found) async for found in self._collection.find({"guardians": {"$in": list(guardians)}})]


def _holder(document: Mapping[str, Any]) -> Holder:
    fields = {name: value for name, value in document.items() if name != "_id"}
    fields["guardians"] = tuple(fields["guardians"])
    if of_age_on := fields.get("of_age_on"):
        fields["of_age_on"] = date.fromisoformat(of_age_on)
    return Holder(id=document["_id"], **fields)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a number in a QR stands for: a championship or a skill."""

    kind: str
    code: int
    name: Text


class Codes:
    """Small numbers for championships and skills, given in the order of their first certificate."""

    def __init__(self, database: Database) -> None:
        self._collection = database[CODES]

    async def ensure_indexes(self) -> None:
        await self._collection.create_index([("kind", 1), ("code", 1)], unique=True)

    async def code(self, kind: str, id: UUID, name: Text) -> int:
        """The number of this thing under this name: another name gets another number, so that old QRs keep theirs."""
        key = derive(kind, id, name.ru, name.en)
        while True:
            found = await self._collection.find_one({"_id": key})
            if found:
                return int(found["code"])
            last = await self._collection.find_one({"kind": kind}, sort=[("code", -1)])
            entry = {"_id": key, "kind": kind, "code": last["code"] + 1 if last else 1, "name": asdict(name)}
            try:
                await self._collection.insert_one(entry)
            except DuplicateKeyError:
                continue

    async def named(self, kind: str, code: int) -> Text | None:
        found = await self._collection.find_one({"kind": kind, "code": code})
        return Text(**found["name"]) if found else None

    async def count(self) -> int:
        return await self._collection.estimated_document_count()

    async def all(self) -> list[Entry]:
        found = self._collection.find({}).sort([("kind", 1), ("code", 1)])
        return [Entry(each["kind"], each["code"], Text(**each["name"])) async for each in found]


class NameChecks:
    """How many names may still be tried on a certificate: a bucket that fills again with time."""

    def __init__(self, database: Database, an_hour: int) -> None:
        self._collection = database[NAME_CHECKS]
        self._most = an_hour
        self._gap = timedelta(hours=1) / an_hour

    async def ensure_indexes(self) -> None:
        await self._collection.create_index("at", expireAfterSeconds=7200)

    async def take(self, certificate_id: UUID, at: datetime) -> bool:
        """Whether one more try is allowed now; takes it if so. One atomic step, whatever the number of processes."""
        gap = self._gap.total_seconds() * 1000
        refilled = {"$divide": [{"$subtract": [at, {"$ifNull": ["$at", at]}]}, gap]}
        tokens = {"$min": [self._most, {"$add": [{"$ifNull": ["$tokens", self._most]}, refilled]}]}
        allowed = {"$gte": [tokens, 1]}
        steps = [
            {"$set": {"allowed": allowed, "tokens": {"$cond": [allowed, {"$subtract": [tokens, 1]}, tokens]}, "at": at}}
        ]
        found: Document | None = await self._collection.find_one_and_update(
            {"_id": certificate_id}, steps, upsert=True, return_document=ReturnDocument.AFTER
        )
        return found is not None and bool(found["allowed"])

    @property
    def wait(self) -> int:
        """Seconds until the next try."""
        return int(self._gap.total_seconds())
