"""Events go from service to service without a broker: what is asked here is what the services do with them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import certificates.handlers
import certificates.wiring
import competitions.wiring
import notifications.handlers
import notifications.wiring
from shared.contracts.competitions import ChampionshipDescribed, PersonChanged, SkillDescribed
from shared.events import Record, from_document, from_record, type_of
from shared.messaging.subscriptions import Subscriptions
from shared.mongo.database import Database
from shared.settings import ServiceSettings

FIRST = {PersonChanged.topic, ChampionshipDescribed.topic, SkillDescribed.topic}


@dataclass(frozen=True, slots=True)
class Parts:
    """The three services, wired in this process to the databases of those that run."""

    competitions: competitions.wiring.App
    certificates: certificates.wiring.App
    notifications: notifications.wiring.App

    def listeners(self) -> Iterator[tuple[Subscriptions[Any], Any]]:
        yield certificates.handlers.subscriptions, self.certificates
        yield notifications.handlers.subscriptions, self.notifications


@asynccontextmanager
async def wired(settings: dict[str, ServiceSettings]) -> AsyncIterator[Parts]:
    given: dict[str, Any] = settings
    async with (
        competitions.wiring.wire(given["competitions"]) as one,
        certificates.wiring.wire(given["certificates"]) as two,
        notifications.wiring.wire(given["notifications"]) as three,
    ):
        yield Parts(one, two, three)


async def tell(parts: Parts) -> None:
    """Everything that waits is told: first who people are, and what things are called."""
    for database in (parts.competitions.database, parts.certificates.database):
        waiting = sorted(await _taken(database), key=lambda record: record.topic not in FIRST)
        for record in waiting:
            await _handle(parts, record)


async def _taken(database: Database) -> list[Record]:
    found = []
    for name in await database.list_collection_names():
        waiting = {"pending.0": {"$exists": True}}
        async for document in database[name].find(waiting, {"pending": True}):
            found += [from_document(event) for event in document["pending"]]
            await database[name].update_one({"_id": document["_id"]}, {"$set": {"pending": []}})
    return [one for one in found if isinstance(one, Record)]


async def _handle(parts: Parts, record: Record) -> None:
    for subscriptions, app in parts.listeners():
        if subscription := subscriptions.by_type.get(type_of(record.headers) or ""):
            await subscription.handle(from_record(subscription.kind, record.value, record.headers), app)
