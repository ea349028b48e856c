"""What an operator does with events that Kafka refuses: looks at them, sends them once more, or drops them.

They stay in the document of their aggregate (`shared.mongo.pending_events`). Sending gives the event and all behind it back to the
relay, which is the only one that sends; what is refused again is put aside again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.events import Record, Unreadable, from_document, type_of
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Document
from shared.mongo.pending_events import Key, PendingEvents, Waiting, key_of


class NotPutAside(Exception):
    """No event of this id is put aside: it was sent or dropped already, or it only waits behind another."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """An event that Kafka refused, told without its content, which may be personal data."""

    id: UUID
    type: str
    topic: str
    key: str
    reason: str
    since: datetime
    size: int
    """Bytes, 0 for a tombstone."""
    behind: int
    """How many later events of the same key wait behind it."""


async def listed(stores: Iterable[Aggregates[Any]]) -> list[PutAside]:
    """The oldest first."""
    found = [
        _told(document, event)
        for store in stores
        async for document in PendingEvents(store.collection).put_aside()
        for event in document.put_aside
        if "reason" in event
    ]
    return sorted(found, key=lambda one: one.since)


async def send(stores: Sequence[Aggregates[Any]], id: UUID) -> int:
    """Lets the relay offer it to Kafka again, and what waits behind it. Returns how many events. Raises NotPutAside."""
    return await _release(stores, id, drop=False)


async def drop(stores: Sequence[Aggregates[Any]], id: UUID) -> int:
    """Throws it away for good; what waits behind it goes on. Returns how many those are. Raises NotPutAside."""
    return await _release(stores, id, drop=True)


async def _release(stores: Sequence[Aggregates[Any]], id: UUID, *, drop: bool) -> int:
    while True:
        events, document = await _find(stores, id)
        key = next(key_of(event) for event in document.put_aside if event["id"] == id)
        if await events.release(document, key, dropped=id if drop else None):
            return _number(document, key) - drop


async def _find(stores: Sequence[Aggregates[Any]], id: UUID) -> tuple[PendingEvents, Waiting]:
    for store in stores:
        events = PendingEvents(store.collection)
        document = await events.with_put_aside(id)
        if document and any(event["id"] == id and "reason" in event for event in document.put_aside):
            return events, document
    raise NotPutAside(str(id))


def _told(document: Waiting, event: Document) -> PutAside:
    topic, key = key_of(event)
    type_, size = "tombstone", 0
    try:
        record = from_document(event)
    except Unreadable:
        type_ = "unreadable"
    else:
        if isinstance(record, Record):
            type_, size = type_of(record.headers) or "", record.size
    behind = _number(document, (topic, key)) - 1
    return PutAside(
        event["id"], type_, topic, key.decode(errors="replace"), event["reason"], event["since"], size, behind
    )


def _number(document: Waiting, key: Key) -> int:
    return sum(key_of(event) == key for event in document.put_aside)
