"""Who may do what, a document an organisation and one a championship."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Roster
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from shared.identity.principal import Duty, Role
from shared.ids import derive
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database

ROLES: Final = {kind: Role.COORDINATOR if kind is DutyKind.SCHOOL else Role(kind.value) for kind in DutyKind}


class Rosters(Aggregates[Roster]):
    NAME: ClassVar = "rosters"
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, Roster, lambda id: Unknown("roster", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        for place in ("grants.id", "grants.account", "grants.subject_id"):
            await self.collection.create_index(place)

    async def of(self, organisation: str, championship_id: UUID | None = None) -> Roster:
        """An empty one where nobody was let in yet."""
        id = championship_id or derive("roster", organisation)
        return await self.find(id) or Roster(id, organisation, championship_id)

    async def with_grant(self, id: UUID) -> Roster | None:
        return await self.find_one({"grants.id": id})

    async def with_person(self, person: Person) -> list[Roster]:
        """Where they were asked or have a duty, and those of their organisation that name their account."""
        theirs: list[dict[str, Any]] = [{"grants.subject_id": person.id}]
        if person.account:
            theirs.append({"grants.account": person.account, "organisation": person.organisation})
        return await self.find_many({"$or": theirs})

    async def offering_to(self, subject_id: UUID) -> list[Roster]:
        waiting = {"subject_id": subject_id, "accepted_at": None, "ended_at": None}
        return await self.find_many({"grants": {"$elemMatch": waiting}})

    async def is_somebodys(self, account: str) -> bool:
        """Whether a person has accepted a duty with it, anywhere."""
        accepted = {"account": account, "subject_id": {"$ne": None}}
        return await self.collection.find_one({"grants": {"$elemMatch": accepted}}, {"_id": True}) is not None

    async def is_held_by(self, subjects: Collection[UUID]) -> bool:
        """Whether one of these people may act for somebody, or is invited to."""
        held = {"grants": {"$elemMatch": {"subject_id": {"$in": list(subjects)}, "ended_at": None}}}
        return await self.collection.find_one(held, {"_id": True}) is not None

    async def duties_of(self, account: str) -> Sequence[Duty]:
        """What the account may do now, without the others' grants: this is asked for at nearly every request."""
        held: dict[str, Any] = {
            "$filter": {
                "input": "$grants",
                "cond": {"$and": [{"$eq": ["$$this.account", account]}, {"$eq": ["$$this.ended_at", None]}]},
            }
        }
        pipeline: list[dict[str, Any]] = [
            {"$match": {"grants.account": account}},
            {"$project": {"organisation": True, "championship_id": True, "grants": held}},
        ]
        found = await self.collection.aggregate(pipeline)
        return [
            Duty(
                ROLES[DutyKind(grant["kind"])],
                roster["organisation"],
                roster["championship_id"],
                grant.get("member"),
                bool(grant["program"]),
            )
            async for roster in found
            for grant in roster["grants"]
        ]
