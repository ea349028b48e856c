from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar
from uuid import UUID

from certificates.domain.holders.holder import Holder, UnknownHolder
from certificates.domain.holders.team import Team
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Holders(Aggregates[Holder]):
    name: ClassVar = "holders"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, Holder, UnknownHolder)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("account")
        await self.collection.create_index("guardians")
        await self.collection.create_index("merged_into", sparse=True)
        for field in ("team.members", "team.mentor_id"):
            await self.collection.create_index(field, sparse=True)

    async def with_account(self, account: str) -> list[Holder]:
        """Under all their ids."""
        return await self._with_aliases(await self.find_many({"account": account}))

    async def wards_of(self, guardians: Iterable[UUID]) -> list[Holder]:
        """Under all their ids."""
        return await self._with_aliases(await self.find_many({"guardians": {"$in": list(guardians)}}))

    async def teams_of(self, members: Iterable[UUID], mentors: Iterable[UUID] = ()) -> list[Holder]:
        """Those that have one of these as a member, or as their mentor."""
        of_members, of_mentors = {"$in": list(members)}, {"$in": list(mentors)}
        return await self.find_many({"$or": [{"team.members": of_members}, {"team.mentor_id": of_mentors}]})

    async def members_of(self, team: Team) -> list[Holder]:
        """In the team's order. Of who has not arrived yet nothing but the id is known."""
        return [await self.seen(id) or Holder(id) for id in team.members]

    async def named(self, id: UUID) -> Holder:
        """By an alias, who the person is by the record that stays. Raises UnknownHolder where one of the two has not arrived yet."""
        found = await self.get(id)
        return found if found.merged_into is None else found.seen_as(await self.get(found.merged_into))

    async def named_all(self, ids: Collection[UUID]) -> Mapping[UUID, Holder | UnknownHolder]:
        """As `named`, of each: who it is, or the refusal."""
        found = {one.id: one for one in await self.some(ids)}
        staying = {one.merged_into for one in found.values() if one.merged_into}
        known = found | {one.id: one for one in await self.some(staying - found.keys())}
        return {id: _named(id, known) for id in ids}

    async def staying(self, ids: Collection[UUID]) -> dict[UUID, UUID]:
        """By each of `ids` the record of the same person that stays: of most themselves."""
        merged = {"_id": {"$in": list(ids)}, "merged_into": {"$ne": None}}
        found = {one["_id"]: one["merged_into"] async for one in self.collection.find(merged, {"merged_into": True})}
        return {id: found.get(id, id) for id in ids}

    async def erased_of(self, ids: Collection[UUID]) -> set[UUID]:
        """Those who were erased."""
        those = {"_id": {"$in": list(ids)}, "erased": True}
        found = self.collection.find(those, {"_id": True}) if ids else None
        return {one["_id"] async for one in found} if found else set()

    async def seen(self, id: UUID) -> Holder | None:
        """The same, with what there is."""
        try:
            return await self.named(id)
        except UnknownHolder:
            return await self.find(id)

    async def _with_aliases(self, holders: list[Holder]) -> list[Holder]:
        by_id = {holder.id: holder for holder in holders}
        if not by_id:
            return holders
        aliases = await self.find_many({"merged_into": {"$in": list(by_id)}})
        return [*holders, *(one.seen_as(by_id[one.merged_into]) for one in aliases if one.merged_into in by_id)]


def _named(id: UUID, known: Mapping[UUID, Holder]) -> Holder | UnknownHolder:
    found = known.get(id)
    if found is None or found.merged_into is None:
        return found or UnknownHolder(id)
    staying = known.get(found.merged_into)
    return found.seen_as(staying) if staying else UnknownHolder(found.merged_into)
