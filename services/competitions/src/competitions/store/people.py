"""People, the accounts they sign in with, and how they are found."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from competitions.domain.entering.search import Sought, fold, words_of
from competitions.domain.person import AccountTaken, Lack, Person
from competitions.domain.records.merging import seen_as
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import HIDDEN
from shared.mongo.together import Together

MOST_FOUND: Final = 1001
"""More than anybody looks through: then the search says that it wants more words."""
MOST_ALIKE: Final = 200
"""Groups of like records that are looked at: the rest is shown when these are settled."""
MOST_IN_A_GROUP: Final = 20
"""Of one group: a school's address, which a thousand entrants share, makes half a million pairs."""
FINDING: Final = frozenset({"sort_key", "tokens", "email_key"})
"""What is kept beside the person to find them by: made of the names at every write, empty for who is erased."""


class People(Aggregates[Person]):
    NAME: ClassVar = "people"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Person, lambda id: Unknown("person", id))
        self._others: Together[UUID, list[UUID]] = Together(self._read_others)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        has_account = {"account": {"$type": "string"}}
        one_an_organisation = [("account", 1), ("organisation", 1)]
        await self.collection.create_index(one_an_organisation, unique=True, partialFilterExpression=has_account)
        await self.collection.create_index("guardians")
        await self.collection.create_index("merged_into", sparse=True)
        await self.collection.create_index("apart_from")
        for by in ("sort_key", "tokens", "email_key", "birth_date"):
            await self.collection.create_index([("organisation", 1), (by, 1), ("_id", 1)])

        await self.collection.create_index("invitation.id", sparse=True)

    def duplicate(self, _person: Person, _index: str) -> AccountTaken:
        return AccountTaken()

    def dump(self, aggregate: Person) -> Document:
        names = (aggregate.family_name, aggregate.given_name, aggregate.patronymic)
        found_by = {
            "sort_key": fold(" ".join(name for name in names if name)),
            "tokens": list(words_of(*names)),
            "email_key": aggregate.email.casefold() if aggregate.email else None,
        }
        return {**super().dump(aggregate), **found_by}

    def load(self, document: Mapping[str, Any]) -> Person:
        return super().load({name: value for name, value in document.items() if name not in FINDING})

    async def of_organisation(
        self,
        organisation: str,
        *,
        limit: int,
        after: UUID | None,
        lacking: Mapping[Lack, date] | None = None,
        goes_down: bool = False,
    ) -> tuple[list[Person], UUID | None]:
        """In the order of their names, a part at a time. Who is erased has none.

        `lacking`: who lacks all of these; the day before which who is of age was born.
        """
        query: dict[str, Any] = {"organisation": organisation, "sort_key": {"$gt": ""}, "merged_into": None}
        fitting = [_lacks(lack, of_age) for lack, of_age in (lacking or {}).items()]
        last = await self.collection.find_one({"_id": after}, {"sort_key": True}) if after else None
        if last:
            key, beyond = last["sort_key"], "$lt" if goes_down else "$gt"
            query["sort_key"] = {f"{beyond}e": key, "$gt": ""}  # where in the index to begin
            fitting.append({"$or": [{"sort_key": {beyond: key}}, {"sort_key": key, "_id": {beyond: after}}]})
        if fitting:
            query["$and"] = fitting
        way = -1 if goes_down else 1
        found = await self.find_many(query, sort=(("sort_key", way), ("_id", way)), limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def found(self, organisation: str, sought: Sought) -> list[Person]:
        """In the order of their names; MOST_FOUND stand for more. Nobody where nothing is sought."""
        words = sorted(sought.words, key=len, reverse=True)
        fitting: list[dict[str, Any]] = [{"tokens": {"$elemMatch": _beginning(word)}} for word in words]
        if sought.email:
            fitting.append({"email_key": _beginning(sought.email)})
        if sought.born_on:
            fitting.append({"birth_date": sought.born_on.isoformat()})
        if not fitting:
            return []
        cursor = self.collection.find({"organisation": organisation, "$and": fitting}, HIDDEN).limit(MOST_FOUND)
        people = [self.load(document) async for document in cursor]
        return sorted(people, key=lambda one: (fold(one.full_name), one.id))

    async def addressed(self, named: Person) -> list[Person]:
        """Those of the same organisation with this e-mail whose name begins so, aliases too: the second look is the domain's."""
        name, email = fold(f"{named.family_name} {named.given_name}"), (named.email or "").casefold()
        query = {"organisation": named.organisation, "email_key": email, "sort_key": _beginning(name)}
        return await self.find_many(query) if email else []

    async def wards(self, guardians: Collection[UUID]) -> list[Person]:
        """Of whatever age they are now."""
        return await self.find_many({"guardians": {"$in": list(guardians)}}) if guardians else []

    async def identified(
        self, organisation: str, identities: Collection[tuple[str, date]]
    ) -> dict[tuple[str, date], UUID]:
        """Who is there already, by folded name and birth date; the one who was added first where there are several."""
        names = list({name for name, _ in identities})
        query = {"organisation": organisation, "sort_key": {"$in": names}}
        wanted = {"sort_key": True, "birth_date": True, "merged_into": True}
        found: dict[tuple[str, date], UUID] = {}
        async for row in self.collection.find(query, wanted).sort("_id"):
            if row["birth_date"]:
                found.setdefault(
                    (row["sort_key"], date.fromisoformat(row["birth_date"])), row.get("merged_into") or row["_id"]
                )
        return {identity: id for identity, id in found.items() if identity in identities}

    async def namesakes(self, organisation: str, names: Collection[str]) -> dict[str, list[tuple[UUID, date | None]]]:
        """Who is kept under these folded names, each once, with their birth dates; of an alias the record that stays."""
        query = {"organisation": organisation, "sort_key": {"$in": list(names)}}
        wanted = {"sort_key": True, "birth_date": True, "merged_into": True}
        found: dict[str, dict[UUID, date | None]] = {}
        async for row in self.collection.find(query, wanted).sort("_id"):
            born = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
            found.setdefault(row["sort_key"], {}).setdefault(row.get("merged_into") or row["_id"], born)
        return {name: list(some.items()) for name, some in found.items()}

    async def get(self, id: UUID) -> Person:
        person = await super().get(id)
        if person.erased_at:
            raise Unknown("person", id)
        return person

    async def subjects_of(self, account: str) -> frozenset[UUID]:
        """Who signs in with this account: a record for each organisation that keeps one, or nobody."""
        found = [row["_id"] async for row in self.collection.find(_held_by(account), {"_id": True})]
        return frozenset([*found, *(await self.aliases_of(found) if found else ())])

    async def aliases_of(self, ids: Iterable[UUID]) -> list[UUID]:
        """Ids of the same people, which were merged into these."""
        query = {"merged_into": {"$in": list(ids)}}
        return [row["_id"] async for row in self.collection.find(query, {"_id": True})]

    async def erased_of(self, ids: Collection[UUID]) -> set[UUID]:
        """Those who were erased."""
        those = {"_id": {"$in": list(ids)}, "erased_at": {"$ne": None}}
        return {one["_id"] async for one in self.collection.find(those, {"_id": True})}

    async def former_ids(self, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
        """Of each the records that were merged into it; none for who has no other."""
        former: dict[UUID, list[UUID]] = {}
        query = {"merged_into": {"$in": list(ids)}}
        async for row in self.collection.find(query, {"merged_into": True}):
            former.setdefault(row["merged_into"], []).append(row["_id"])
        return former

    async def told_apart_from(self, id: UUID) -> list[Person]:
        """Those of whom it was said that they are another person than this one."""
        return await self.find_many({"apart_from": id, "erased_at": None})

    async def others_of(self, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
        """The further ids of those of `ids` that have some: of one that is an alias too."""
        if len(ids) == 1:  # as where many enter themselves at once
            [one] = ids
            found = await self._others.of(one)
            return {one: found} if found else {}
        return await self._read_others(ids)

    async def _read_others(self, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
        asked = set(ids)
        aliases = {"_id": {"$in": list(asked)}, "merged_into": {"$ne": None}}
        rows = await self._merged({"$or": [aliases, {"merged_into": {"$in": list(asked)}}]})
        staying = {one: stays for one, stays in rows.items() if one in asked}
        if further := set(staying.values()) - asked:  # hardly ever: nobody asks for an alias
            rows |= await self._merged({"merged_into": {"$in": list(further)}})
        of_one: dict[UUID, list[UUID]] = {}
        for one, stays in rows.items():
            of_one.setdefault(stays, [stays]).append(one)
        found = {id: of_one.get(staying.get(id, id), ()) for id in ids}
        return {id: [one for one in all_ids if one != id] for id, all_ids in found.items() if all_ids}

    async def _merged(self, query: Document) -> dict[UUID, UUID]:
        """By the id of each alias: the record that stays."""
        return {row["_id"]: row["merged_into"] async for row in self.collection.find(query, {"merged_into": True})}

    async def alike(self, person: Person) -> list[Person]:
        """Records of the same organisation with the same name or e-mail: the second look is the domain's."""
        same: list[dict[str, Any]] = [{"sort_key": fold(person.full_name)}]
        if person.email:
            same.append({"email_key": person.email.casefold()})
        query = {"organisation": person.organisation, "$or": same, "merged_into": None, "_id": {"$ne": person.id}}
        return await self.find_many(query, limit=MOST_ALIKE)

    async def alike_in(self, organisation: str) -> list[list[Person]]:
        """Records of the organisation that have the same name and birth date, or the same e-mail: some of each group, of some groups.

        Reads all of the organisation's.
        """
        groups: list[list[UUID]] = []
        for keys in (("sort_key", "birth_date"), ("email_key",)):
            held = {"organisation": organisation, "merged_into": None, **{key: {"$gt": ""} for key in keys}}
            some = {"$firstN": {"input": "$_id", "n": MOST_IN_A_GROUP}}
            stages: list[Document] = [
                {"$match": held},
                {"$group": {"_id": {key: f"${key}" for key in keys}, "ids": some, "number": {"$sum": 1}}},
                {"$match": {"number": {"$gt": 1}}},
                {"$limit": MOST_ALIKE},
            ]
            groups.extend([row["ids"] async for row in await self.collection.aggregate(stages)])
        people = {one.id: one for one in await self.some({id for ids in groups for id in ids})}
        return [[people[id] for id in ids if id in people] for ids in groups]

    async def ids_of_one(self, person: Person) -> list[UUID]:
        """All ids of the person, the one that stays last."""
        staying = person.merged_into or person.id
        return [*await self.aliases_of([staying]), staying]

    async def subject_of(self, account: str, organisation: str) -> UUID | None:
        """Whom this organisation knows by the account."""
        found = await self.collection.find_one({**_held_by(account), "organisation": organisation}, {"_id": True})
        return found["_id"] if found else None

    async def names_of(self, accounts: Collection[str], organisation: str) -> dict[str, str]:
        """Of those whom this organisation knows by one of the accounts."""
        query = {"account": {"$in": list(accounts), "$type": "string"}, "organisation": organisation}
        return {one.account: one.full_name for one in await self.find_many(query) if one.account}

    async def invited(self, invitation_id: UUID) -> Person | None:
        """Whose newest invitation this is."""
        return await self.find_one({"invitation.id": invitation_id})

    async def sort_keys(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """By which lists of these people go by name. Who is erased has none."""
        query, wanted = {"_id": {"$in": list(ids)}, "sort_key": {"$gt": ""}}, {"sort_key": True}
        return {row["_id"]: row["sort_key"] async for row in self.collection.find(query, wanted)}

    async def named(self, organisation: str, accounts: Iterable[str]) -> dict[str, str]:
        """The full names of those whom the organisation keeps, by account."""
        query = {"organisation": organisation, "account": {"$in": sorted(set(accounts))}, "erased_at": None}
        return {person.account: person.full_name for person in await self.find_many(query) if person.account}

    async def to_be_asked(self, ids: Collection[UUID]) -> list[Person]:
        """Those of `ids`, or the records into which they were merged, who have no account, and of whom somebody was not asked for it: they
        themselves, or perhaps their guardians. Most of a long table are neither, as its letters invite them."""
        rows = self.collection.find({"_id": {"$in": list(ids)}}, {"merged_into": True})
        staying = {row.get("merged_into") or row["_id"] async for row in rows}
        unasked = {"$or": [{"invitation": None}, {"guardians": {"$ne": []}}]}
        return await self.find_many({"_id": {"$in": list(staying)}, "account": None, "erased_at": None, **unasked})

    async def kept(self, ids: Collection[UUID]) -> set[UUID]:
        """Those of `ids` who are there and not erased: nearly always all, so that they are counted first."""
        query, asked = {"_id": {"$in": list(ids)}, "erased_at": None}, set(ids)
        if await self.collection.count_documents(query) == len(asked):
            return asked
        return {row["_id"] async for row in self.collection.find(query, {"_id": True})}

    async def by_id(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Those of `ids` who are there and not erased. By an alias, what is known of the record that stays."""
        found = await self.find_many({"_id": {"$in": list(set(ids))}, "erased_at": None})
        staying = {one.id: one for one in await self.some({one.merged_into for one in found if one.merged_into})}
        return {one.id: seen_as(one, staying[one.merged_into]) if one.merged_into in staying else one for one in found}


def _held_by(account: str) -> dict[str, Any]:
    """Repeats what the partial index covers: without that it is not used."""
    return {"account": {"$eq": account, "$type": "string"}}


def _lacks(lack: Lack, of_age: date) -> dict[str, Any]:
    if lack is Lack.GUARDIAN:
        return {"birth_date": {"$gt": of_age.isoformat()}, "guardians": []}
    return {lack.value: None}


def _beginning(word: str) -> dict[str, str]:
    """A range of an index, which a regular expression that ignores case is not."""
    return {"$gte": word, "$lt": word + "\uffff"}
