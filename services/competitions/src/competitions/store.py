"""Collections, indexes and documents: the only place that knows how the service's state is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pymongo.errors import BulkWriteError

from competitions.domain.championship import Championship, Stage
from competitions.domain.decimals import ZERO
from competitions.domain.marking_scheme import SkillScheme
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration, Standing
from competitions.domain.results import SkillResults
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.skill import Skill
from shared.mongo import Aggregates, Database
from shared.remembered import Remembered

COLLECTIONS = ("championships", "skills", "schemes", "people", "registrations", "sheets", "results")
DUPLICATE = 11000


class Championships(Aggregates[Championship]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "championships", Championship, lambda id: Unknown("championship", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("stage")

    async def being_published(self) -> list[Championship]:
        return await self.find_many({"stage": Stage.PUBLISHING})

    async def visible(
        self, organisation: str | None, *, limit: int, after: UUID | None
    ) -> tuple[list[Championship], UUID | None]:
        """Those that are announced, and those of `organisation` before that."""
        known: list[dict[str, Any]] = [{"announced_at": {"$ne": None}}]
        if organisation:
            known.append({"organisation": organisation})
        return await self.page({"$or": known}, limit=limit, after=after)


class Skills(Aggregates[Skill]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "skills", Skill, lambda id: Unknown("skill", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("championship_id", 1), ("number", 1)], unique=True)
        await self.collection.create_index("experts.subject_id")

    async def of(self, championship_id: UUID) -> list[Skill]:
        return await self.find_many({"championship_id": championship_id}, sort=[("number", 1)])

    async def of_expert(self, subject_id: UUID) -> list[Skill]:
        return await self.find_many({"experts.subject_id": subject_id}, sort=[("number", 1)])


class Schemes(Aggregates[SkillScheme]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "schemes", SkillScheme, lambda id: Unknown("marking scheme", id))


class People(Aggregates[Person]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "people", Person, lambda id: Unknown("person", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        has_account = {"account": {"$type": "string"}}
        await self.collection.create_index("account", unique=True, partialFilterExpression=has_account)

    async def get(self, id: UUID) -> Person:
        person = await super().get(id)
        if person.erased_at:
            raise Unknown("person", id)
        return person

    async def subject_of(self, account: str) -> UUID | None:
        """Who signs in with this account. The index alone answers."""
        found = await self.collection.find_one({"account": account}, {"_id": True})
        return found["_id"] if found else None

    async def by_id(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Those of `ids` who are there and not erased."""
        found = await self.find_many({"_id": {"$in": list(set(ids))}, "erased_at": None})
        return {person.id: person for person in found}


class Registrations(Aggregates[Registration]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "registrations", Registration, lambda id: Unknown("registration", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index([("skill_id", 1), ("subject_id", 1)], unique=True)
        await self.collection.create_index("championship_id")

    async def competitors(self, skill_id: UUID) -> list[Registration]:
        return await self.find_many({"skill_id": skill_id, "state": Standing.COMPETITOR})

    async def confirmed(self, skill_ids: Iterable[UUID]) -> Counter[UUID]:
        """How many competitors each of the skills has."""
        confirmed = {"skill_id": {"$in": list(skill_ids)}, "state": Standing.COMPETITOR}
        stages: list[dict[str, Any]] = [{"$match": confirmed}, {"$sortByCount": "$skill_id"}]
        return Counter({row["_id"]: row["count"] async for row in await self.collection.aggregate(stages)})


@dataclass(frozen=True, slots=True)
class FormProgress:
    """How far one sub-criterion of a skill is, over all competitors."""

    code: str
    sheets: int
    signed: int
    complete: int
    marks: int
    marks_total: int
    signed_by: tuple[UUID, ...] = ()
    """Who signed its sheets: one expert, or several where one completed what another began."""
    signed_at: datetime | None = None
    """The newest signature."""

    @property
    def is_signed(self) -> bool:
        return self.signed == self.sheets

    @property
    def is_complete(self) -> bool:
        return self.complete == self.sheets


@dataclass(frozen=True, slots=True)
class Sum:
    """The marks of one competitor, in all and by sub-criterion."""

    competitor: Competitor
    total: Decimal
    parts: Mapping[str, Decimal]
    entered: int
    """Aspects that have a mark."""

    @property
    def criteria(self) -> Mapping[str, Decimal]:
        """By the letter of the criterion."""
        sums: dict[str, Decimal] = {}
        for code, part in sorted(self.parts.items()):
            sums[code[:1]] = sums.get(code[:1], ZERO) + part
        return sums


class Sheets(Remembered[Sheet]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "sheets", Sheet, lambda id: Unknown("sheet", id))

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
            if any(fault["code"] != DUPLICATE for fault in error.details["writeErrors"]):
                raise

    async def of_form(self, skill_id: UUID, sub_criterion: str) -> list[Sheet]:
        return await self.find_many({"skill_id": skill_id, "sub_criterion": sub_criterion})

    async def corrected(self, skill_id: UUID) -> list[Sheet]:
        """Those on which a mark was changed after sign-off."""
        return await self.find_many({"skill_id": skill_id, "history.reason": {"$type": "string"}})

    async def seal(self, skill_id: UUID) -> None:
        """No mark of the skill changes after this: whoever read a sheet before it finds it Stale."""
        unsealed = {"skill_id": skill_id, "sealed": False}
        await self.collection.update_many(unsealed, {"$set": {"sealed": True}, "$inc": {"version": 1}})

    async def progress(self, skill_ids: Iterable[UUID]) -> dict[UUID, list[FormProgress]]:
        """By skill, the progress of its sub-criteria, in the order of their codes."""
        group = {
            "_id": {"skill": "$skill_id", "code": "$sub_criterion"},
            "sheets": {"$sum": 1},
            "signed": {"$sum": {"$cond": [{"$eq": ["$signature", None]}, 0, 1]}},
            "complete": {"$sum": {"$cond": [{"$eq": ["$entered", {"$size": "$rules"}]}, 1, 0]}},
            "marks": {"$sum": "$entered"},
            "marks_total": {"$sum": {"$size": "$rules"}},
            "signed_by": {"$addToSet": "$signature.by"},
            "signed_at": {"$max": "$signature.at"},
        }
        ids = list(skill_ids)
        found: dict[UUID, list[FormProgress]] = {id: [] for id in ids}
        stages: list[dict[str, Any]] = [{"$match": {"skill_id": {"$in": ids}}}, {"$group": group}]
        async for row in await self.collection.aggregate(stages):
            key = row.pop("_id")
            signed_by = tuple(sorted(row.pop("signed_by")))
            found[key["skill"]].append(FormProgress(code=key["code"], signed_by=signed_by, **row))
        for forms in found.values():
            forms.sort(key=lambda form: (form.code[:1], int(form.code[1:])))
        return found

    async def sums(self, skill_id: UUID) -> list[Sum]:
        """The marks of every competitor of the skill, by registration. Added up in decimals by the database."""
        group = {
            "_id": "$competitor.registration_id",
            "competitor": {"$first": "$competitor"},
            "total": {"$sum": "$total"},
            "parts": {"$push": {"k": "$sub_criterion", "v": "$total"}},
            "entered": {"$sum": "$entered"},
        }
        stages: list[dict[str, Any]] = [
            {"$match": {"skill_id": skill_id}},
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


class Results(Aggregates[SkillResults]):
    def __init__(self, database: Database) -> None:
        super().__init__(database, "results", SkillResults, lambda id: Unknown("results", id))

    async def of(self, championship_id: UUID) -> list[SkillResults]:
        return await self.find_many({"championship_id": championship_id})

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("championship_id")
