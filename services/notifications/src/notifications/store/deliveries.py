import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from notifications.domain.deliveries import Delivery, DeliveryUnknown, Reason, State
from notifications.domain.inbox import Cursor, cursor_of
from notifications.domain.preferences import Category, Channel
from notifications.domain.templates.template import TemplateId
from shared.events import Outgoing
from shared.mongo.aggregates import Aggregates, following, succession
from shared.mongo.batched_updates import BatchedUpdates
from shared.mongo.database import Database, Document
from shared.mongo.pending_events import PENDING

RECORD_PAUSES: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds. A new primary is elected within them; a lease outlives them."""
CLAIMED: Final = ("state", "attempts", "lease")
"""What a claim changes."""
UNREAD: Final = "unread"
"""Of messages that count: kept beside what it follows from, in the same write, so that an index of those alone counts them."""
MOST_GATHERED: Final = 50
"""In one letter. Nobody reads more at once; the others make the next one."""
NEWEST_FIRST: Final = (("created_at", -1), ("_id", -1))
UNREACHED: Final = (Reason.NO_ADDRESS, Reason.ADDRESS_INVALID, Reason.ADDRESS_BOUNCED, Reason.NO_GUARDIAN)
"""Why a letter is not sent that ought to be. Others are held back by the reader's own wish, or because there is no reader any more."""


class Unrecorded(Exception):
    """The mail server has answered, but the database stayed away. The delivery must not look unsent: its lease has to run out."""


class Deliveries(Aggregates[Delivery]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, "deliveries", Delivery, DeliveryUnknown)
        self._outcomes = BatchedUpdates(self.collection)

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        create = self.collection.create_index
        await create([("state", 1), ("not_before", 1)])
        await create([("lease.until", 1)], partialFilterExpression={"state": State.SENDING.value})
        await create([("recipient_id", 1), ("channel", 1), ("created_at", -1), ("_id", -1)])
        await create([("recipient_id", 1), (UNREAD, 1)], partialFilterExpression={UNREAD: True})
        await create([("recipient_id", 1), ("gathers", 1), ("state", 1)])
        await create([("joined", 1)], partialFilterExpression={"joined": {"$type": "binData"}})
        await create("about_id")
        await create("team_id", sparse=True)
        await create("event_id")
        await create([("organisation", 1), ("created_at", 1), ("channel", 1), ("template", 1), ("state", 1)])
        await create([("organisation", 1), ("_id", 1)])
        await create([("championship_id", 1), ("organisation", 1), ("created_at", -1), ("_id", -1)])

    def dump(self, aggregate: Delivery) -> Document:
        return {**super().dump(aggregate), UNREAD: aggregate.is_unread}

    async def due(self, at: datetime, limit: int) -> list[Delivery]:
        """Those whose lease ran out, then those whose time has come, the oldest first."""
        lost = {"state": State.SENDING, "lease.until": {"$lte": at}}
        found = await self.find_many(lost, sort=[("lease.until", 1)], limit=limit)
        if len(found) < limit:
            waiting = {"state": State.QUEUED, "not_before": {"$lte": at}, "joined": None}
            found += await self.find_many(waiting, sort=[("not_before", 1)], limit=limit - len(found))
        return found

    async def has_leader(self, delivery: Delivery, at: datetime) -> bool:
        """Whether an older one to the same reader waits, or is on its way for the first time."""
        others = {"recipient_id": delivery.recipient_id, "gathers": True, "joined": None, "_id": {"$ne": delivery.id}}
        earlier = {
            "$or": [
                {"not_before": {"$lt": delivery.not_before}},
                {"not_before": delivery.not_before, "_id": {"$lt": delivery.id}},
            ]
        }
        waiting = {"state": State.QUEUED, "attempts": {"$size": 0}, **earlier}
        on_its_way = {"state": State.SENDING, "attempts": {"$size": 1}, "lease.until": {"$gt": at}}
        return await self.collection.find_one({**others, "$or": [waiting, on_its_way]}, {"_id": True}) is not None

    async def to_gather(self, lead: Delivery) -> list[Delivery]:
        """What else waits for the reader of `lead`, however long it would wait by itself."""
        waiting = {"recipient_id": lead.recipient_id, "gathers": True, "state": State.QUEUED, "joined": None}
        return await self.find_many(
            {**waiting, "attempts": {"$size": 0}}, sort=[("created_at", 1)], limit=MOST_GATHERED
        )

    async def joined(self, limit: int) -> list[Delivery]:
        """Those that go in another's letter, and have not ended."""
        return await self.find_many({"joined": {"$type": "binData"}, "state": State.QUEUED}, limit=limit)

    async def of_recipients(self, recipient_ids: Sequence[UUID]) -> list[Delivery]:
        """All that was written to them, the newest first."""
        written = {"recipient_id": {"$in": list(recipient_ids)}}
        return await self.find_many(written, sort=[("created_at", -1), ("_id", -1)])

    async def claim(self, taken: Sequence[Delivery], token: UUID) -> list[Delivery]:
        """Saves claims under their `token` in one command, each guarded by its version. Returns those that nobody else was faster
        with."""
        if not taken:
            return []
        updates = [UpdateOne({"_id": one.id, "version": one.version}, self._changed(one, CLAIMED)) for one in taken]
        result = await self.collection.bulk_write(updates, ordered=False)
        stored = [following(one) for one in taken]
        if result.matched_count == len(taken):
            return stored
        ours = {"_id": {"$in": [one.id for one in taken]}, "lease.token": token}
        known = {one["_id"] async for one in self.collection.find(ours, {"_id": True})}
        return [one for one in stored if one.id in known]

    async def give_back(self, returned: Sequence[Delivery]) -> None:
        """Those that were claimed and not begun, in one command; what somebody has changed meanwhile is left."""
        updates = [UpdateOne({"_id": one.id, "version": one.version}, self._changed(one, CLAIMED)) for one in returned]
        if updates:
            await self.collection.bulk_write(updates, ordered=False)

    async def conclude(self, delivery: Delivery, *events: Outgoing) -> Delivery:
        """Saves what the mail server answered, again and again while the database is away: the answer comes once.

        In one command with others that end at the same moment. Raises Unrecorded in the end, Stale as `save`.
        """
        for pause in (*RECORD_PAUSES, None):
            try:
                return await self._record(delivery, events)
            except PyMongoError as error:
                if pause is None:
                    raise Unrecorded(str(delivery.id)) from error
                await asyncio.sleep(pause)
        raise AssertionError("the last pause is None")

    async def _record(self, delivery: Delivery, events: Sequence[Outgoing]) -> Delivery:
        stored = following(delivery)
        grown = {PENDING: self._documents(stored, events)} if events else {}
        change = succession(self.dump(delivery), grown, delivery.version)
        if await self._outcomes.update(delivery.id, {"version": delivery.version}, change):
            return stored
        # One of those that went together did not fit, or this one had been written already when an answer got lost.
        return stored if await self.find(delivery.id) == stored else await self.save(delivery, *events)

    def _changed(self, delivery: Delivery, names: Sequence[str]) -> Document:
        fields = self.dump(delivery)
        return succession({name: fields[name] for name in names}, {}, delivery.version)

    async def release(self, worker: str, at: datetime) -> int:
        """Ends the leases of `worker`, which died and is here again: only it may say so. Returns how many."""
        held = {"state": State.SENDING, "lease.worker": worker, "lease.until": {"$gt": at}}
        result = await self.collection.update_many(held, {"$set": {"lease.until": at}, "$inc": {"version": 1}})
        return result.modified_count

    async def concerning(self, person_id: UUID, limit: int) -> list[Delivery]:
        """To them or about them, a person or a team, and not yet erased."""
        ways = ("recipient_id", "about_id", "team_id")
        anyhow = {"$or": [{way: person_id} for way in ways], "erased": False}
        return await self.find_many(anyhow, limit=limit)

    async def matching(
        self,
        organisation: str,
        event_id: UUID | None,
        recipient_id: UUID | None,
        state: State | None,
        *,
        limit: int,
        after: UUID | None,
    ) -> tuple[list[Delivery], UUID | None]:
        """Those of the organisation's events that have what is asked for, by id, and the id to go on after."""
        asked = {"event_id": event_id, "recipient_id": recipient_id, "state": state}
        query = {name: value for name, value in asked.items() if value is not None} | {"organisation": organisation}
        return await self.page(query, limit=limit, after=after)

    async def counts(
        self, organisation: str, since: datetime | None, championship_id: UUID | None = None
    ) -> list[tuple[str, Channel, State, int]]:
        """(template, channel, state, how many), of the organisation's events, made at or after `since`; of one championship, or of
        all."""
        match: dict[str, Any] = {"organisation": organisation}
        if since:
            match["created_at"] = {"$gte": since}
        if championship_id:
            match["championship_id"] = championship_id
        group = {"_id": {"t": "$template", "c": "$channel", "s": "$state"}, "n": {"$sum": 1}}
        cursor = await self.collection.aggregate([{"$match": match}, {"$group": group}, {"$sort": {"_id": 1}}])
        return [(one["_id"]["t"], Channel(one["_id"]["c"]), State(one["_id"]["s"]), one["n"]) async for one in cursor]

    async def of_championship(
        self, organisation: str, championship_id: UUID | None
    ) -> list[tuple[Category, State, Reason | None, int]]:
        """(category, state, reason, how many letters), of what the organisation's events of the championship set off."""
        match = {"championship_id": championship_id, "organisation": organisation, "channel": Channel.EMAIL}
        group = {"_id": {"c": "$category", "s": "$state", "r": "$reason"}, "n": {"$sum": 1}}
        cursor = await self.collection.aggregate([{"$match": match}, {"$group": group}, {"$sort": {"_id": 1}}])
        return [
            (Category(one["_id"]["c"]), State(one["_id"]["s"]), _reason(one["_id"]["r"]), one["n"])
            async for one in cursor
        ]

    async def unreached(
        self, organisation: str, championship_id: UUID | None, *, limit: int, after: Cursor | None
    ) -> tuple[list[Delivery], Cursor | None]:
        """Letters that somebody ought to have got and did not, the newest first, and the cursor to go on after."""
        failed = {"$or": [{"state": State.FAILED}, {"state": State.SUPPRESSED, "reason": {"$in": UNREACHED}}]}
        those = {"championship_id": championship_id, "organisation": organisation, "channel": Channel.EMAIL}
        query = {**those, "erased": False, "$and": [failed, older_than(after)]}
        found = await self.find_many(query, sort=NEWEST_FIRST, limit=limit + 1)
        return found[:limit], cursor_of(found[limit - 1]) if len(found) > limit else None

    async def certificates_told(self, organisation: str, championship_id: UUID | None) -> int:
        """How many certificates of the championship somebody was told of."""
        match = {
            "championship_id": championship_id,
            "organisation": organisation,
            "template": TemplateId.CERTIFICATE_ISSUED,
        }
        return len(await self.collection.distinct("event_id", match))


def _reason(found: str | None) -> Reason | None:
    return Reason(found) if found else None


def older_than(after: Cursor | None) -> Mapping[str, Any]:
    """What comes after it where the newest come first. None: everything."""
    if after is None:
        return {}
    same = {"created_at": after.at, "_id": {"$lt": after.id}}
    return {"$or": [{"created_at": {"$lt": after.at}}, same]}
