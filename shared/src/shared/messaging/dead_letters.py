"""Dead letters: events that could not be handled, kept with their headers and the reason until somebody replays them."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.events import AnyRecord, Record, TombstoneRecord, type_of
from shared.messaging.kafka import BrokerAway, Origin, Received, Receiver, Refused, Sender, TopicPartition, fetch_record
from shared.messaging.topics import EVENTS, dead_letters
from shared.observability import metrics
from shared.settings import ServiceSettings

ORIGIN: Final = "x-origin"
REASON: Final = "x-reason"
CONTENT: Final = "x-content"


class Content(StrEnum):
    """What a letter has of the record that it is about. It is always told: nobody has to guess from a value that is not there."""

    VALUE = "value"
    REFERENCE = "reference"
    """The place of the record on its own topic, where the value is looked up again."""
    TOMBSTONE = "tombstone"


def is_personal(topic: str) -> bool:
    return any(kind.personal for kind in EVENTS if kind.topic == topic)


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The topic `<service>.dlt`.

    Personal data is never copied there, and neither is what is too large with a letter's own headers: such a letter has only
    the place of the record on its own topic.
    """

    service: str
    sender: Sender

    async def add(self, received: Received[AnyRecord], error: Exception) -> None:
        """Raises BrokerAway."""
        record = received.record
        try:
            await self._send(received, error, _content_for(record))
        except Refused:
            try:
                await self._send(received, error, Content.REFERENCE)
            except Refused as refused:
                # To go on without the letter would be to lose the event.
                raise BrokerAway(refused.reason) from refused
        metrics.dead.labels(self.service, type_of(record.headers) or "").inc()

    async def _send(self, received: Received[AnyRecord], error: Exception, content: Content) -> None:
        record = received.record
        # An exception's text may quote the data, so only its name is told.
        marks = {ORIGIN: str(received.origin), REASON: type(error).__name__, CONTENT: content.value}
        headers = (*record.headers, *((name, text.encode()) for name, text in marks.items()))
        topic = dead_letters(self.service)
        if isinstance(record, Record) and content is Content.VALUE:
            await self.sender.send([Record(topic, record.key, record.value, headers)])
        else:
            await self.sender.send([TombstoneRecord(topic, record.key, headers)])


def _content_for(record: AnyRecord) -> Content:
    if isinstance(record, TombstoneRecord):
        return Content.TOMBSTONE
    return Content.REFERENCE if is_personal(record.topic) else Content.VALUE


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter with what it is about: None where it refers to a record that is not kept any more."""

    origin: Origin
    type: str
    reason: str
    record: AnyRecord | None


class Fate(StrEnum):
    """What became of a letter, or would become of it."""

    HANDLED = "handled"
    DEAD_AGAIN = "failed again: a new dead letter"
    SUPERSEDED = "superseded: skipped"
    """Compaction has removed the record: a newer state of the person, or the erasure, has been told since."""
    GONE = "no longer kept: skipped"
    UNREADABLE = "no letter of ours: skipped"
    WAITS = "would be handled"


@dataclass(frozen=True, slots=True)
class Replayed:
    letter: Letter | None
    """None where it is UNREADABLE."""
    fate: Fate


async def replay(
    settings: ServiceSettings, service: str, handle: Callable[[Received[AnyRecord]], Awaitable[bool]], *, dry_run: bool
) -> AsyncGenerator[Replayed, None]:
    """Handles every dead letter that is there now again, and tells of each at once. After a dry run all are still there.

    `handle` tells whether it succeeded; what fails again has become a new dead letter. Raises what is transient, such as
    BrokerAway: that letter and those after it stay.
    """
    receiver = Receiver(settings, [dead_letters(service)], f"{service}.replay")
    try:
        await receiver.start()
        ends = await receiver.end_offsets()
        while await _is_behind(receiver, ends):
            for partition, batch in (await receiver.poll()).items():
                for received in batch:
                    replayed = await _replay_one(settings, received, None if dry_run else handle)
                    if not dry_run:
                        await receiver.commit({partition: received.origin.offset + 1})
                    yield replayed
    finally:
        await receiver.stop()


async def _is_behind(receiver: Receiver, ends: dict[TopicPartition, int]) -> bool:
    return any([await receiver.position(partition) < end for partition, end in ends.items()])


async def _replay_one(
    settings: ServiceSettings,
    received: Received[AnyRecord],
    handle: Callable[[Received[AnyRecord]], Awaitable[bool]] | None,
) -> Replayed:
    try:
        letter = await _opened(settings, received.record)
    except (KeyError, ValueError):
        return Replayed(None, Fate.UNREADABLE)
    if letter.record is None:
        return Replayed(letter, Fate.SUPERSEDED if is_personal(letter.origin.partition.topic) else Fate.GONE)
    if handle is None:
        return Replayed(letter, Fate.WAITS)
    handled = await handle(Received(letter.origin, letter.record))
    return Replayed(letter, Fate.HANDLED if handled else Fate.DEAD_AGAIN)


async def _opened(settings: ServiceSettings, letter: AnyRecord) -> Letter:
    """Raises KeyError, ValueError for what `DeadLetters` did not write."""
    marks = dict(letter.headers)
    origin, content = Origin.parse(marks[ORIGIN].decode()), Content(marks[CONTENT].decode())
    headers = tuple((name, value) for name, value in letter.headers if name not in {ORIGIN, REASON, CONTENT})
    topic = origin.partition.topic
    record: AnyRecord | None
    if content is Content.TOMBSTONE:
        record = TombstoneRecord(topic, letter.key, headers)
    elif content is Content.REFERENCE:
        record = await _original(settings, origin, letter)
    elif isinstance(letter, Record):
        record = Record(topic, letter.key, letter.value, headers)
    else:
        raise ValueError(content)
    return Letter(origin, type_of(headers) or content.value, marks[REASON].decode(), record)


async def _original(settings: ServiceSettings, origin: Origin, letter: AnyRecord) -> Record | None:
    """The event that the letter refers to. Another one at its place, in a topic that was made anew, is not it."""
    found = await fetch_record(settings, origin)
    if not isinstance(found, Record) or (found.key, _id(found)) != (letter.key, _id(letter)):
        return None
    return found


def _id(record: AnyRecord) -> bytes | None:
    return dict(record.headers).get("ce_id")
