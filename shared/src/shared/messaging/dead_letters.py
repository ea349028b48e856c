"""Dead letters: events that could not be handled, kept with their headers and the reason until somebody replays them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from shared.events import Record, type_of
from shared.messaging.kafka import Received, Receiver, Sender, TopicPartition, fetch_one
from shared.messaging.topics import EVENTS, dead_letters
from shared.observability import metrics
from shared.settings import ServiceSettings

ORIGIN: Final = "x-origin"
REASON: Final = "x-reason"


def _is_personal(topic: str) -> bool:
    return any(kind.personal for kind in EVENTS if kind.topic == topic)


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The topic `<service>.dlt`.

    Personal data is never copied there: such a letter has only the place of the record on its own topic.
    """

    service: str
    sender: Sender

    async def bury(self, received: Received, error: Exception) -> None:
        record = received.record
        origin = f"{received.partition.topic}/{received.partition.partition}/{received.offset}"
        # An exception's text may quote the data, so only its name is told.
        marks = ((ORIGIN, origin.encode()), (REASON, type(error).__name__.encode()))
        value = None if _is_personal(record.topic) else record.value
        letter = Record(dead_letters(self.service), record.key, value, (*record.headers, *marks))
        await self.sender.send([letter])
        metrics.dead.labels(self.service, type_of(record.headers) or "").inc()


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter with the place that it came from."""

    origin: Received
    reason: str

    @property
    def type(self) -> str:
        return type_of(self.origin.record.headers) or "tombstone"


async def letters(settings: ServiceSettings, service: str, *, keep: bool) -> AsyncIterator[Letter]:
    """All dead letters that are there now, once. With `keep` (a dry run) they stay unread."""
    receiver = Receiver(settings, [dead_letters(service)], f"{service}.replay")
    await receiver.start()
    try:
        ends = await receiver.ends()
        while await _is_behind(receiver, ends):
            for place, batch in (await receiver.poll()).items():
                for received in batch:
                    yield await _opened(settings, received)
                    if not keep:
                        await receiver.commit({place: received.offset + 1})
    finally:
        await receiver.stop()


async def _is_behind(receiver: Receiver, ends: dict[TopicPartition, int]) -> bool:
    return any([await receiver.position(place) < end for place, end in ends.items()])


async def _opened(settings: ServiceSettings, received: Received) -> Letter:
    headers = dict(received.record.headers)
    topic, partition, offset = headers[ORIGIN].decode().split("/")
    place = TopicPartition(topic, int(partition))
    kept = tuple((name, value) for name, value in received.record.headers if name not in {ORIGIN, REASON})
    record = Record(topic, received.record.key, received.record.value, kept)
    if record.value is None:
        record = await fetch_one(settings, place, int(offset)) or record
    return Letter(Received(place, int(offset), record), headers[REASON].decode())


async def replay(
    settings: ServiceSettings, service: str, handle: Callable[[Received], Awaitable[None]], *, dry_run: bool
) -> list[Letter]:
    """Handles every dead letter again; what fails again becomes a new dead letter. Returns what was (or would be) replayed."""
    replayed = []
    async for letter in letters(settings, service, keep=dry_run):
        if not dry_run:
            await handle(letter.origin)
        replayed.append(letter)
    return replayed
