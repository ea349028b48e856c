"""The consumer runner: effects first, then the offset.

A transient failure pauses its partition and is tried again in place; poison goes to the dead letters after a few tries; an
event that misses something is parked. Effects have deterministic ids, so a repetition after a crash changes nothing.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pymongo.errors import PyMongoError

from shared import metrics
from shared.clock import now
from shared.deadletters import DeadLetters
from shared.errors import Stale, Transient
from shared.events import Record, Unreadable, from_record, type_of
from shared.handling import Entry, Handlers
from shared.kafka import Place, Received, Receiver
from shared.parking import Missing, Parking
from shared.telemetry import continued, log

App = TypeVar("App")

TRIES: Final = 3
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
TRANSIENT: Final = (Transient, PyMongoError, OSError, TimeoutError, asyncio.TimeoutError)


class Consumer(Generic[App]):
    """Reads the topics of `handlers` as the group of the service."""

    def __init__(
        self, handlers: Handlers[App], app: App, receiver: Receiver, parking: Parking, dead: DeadLetters, service: str
    ) -> None:
        self._handlers = handlers
        self._app = app
        self._receiver = receiver
        self._parking = parking
        self._dead = dead
        self._service = service
        self._failures: dict[Place, int] = {}
        self._paused: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled. What was handled is committed before it leaves."""
        await self._receiver.start()
        try:
            while True:
                batches = await self._receiver.poll()
                if batches:
                    await _to_its_end(self._handle_all(batches))
        finally:
            await self._receiver.stop()

    async def _handle_all(self, batches: dict[Place, list[Received]]) -> None:
        done = await asyncio.gather(*(self._handle_place(place, batch) for place, batch in batches.items()))
        offsets = {place: offset for place, offset in zip(batches, done, strict=True) if offset is not None}
        if offsets:
            await self._receiver.commit(offsets)
        for place, offset in offsets.items():
            lag = self._receiver.lag(place, offset)
            metrics.lag.labels(self._service, place.topic, str(place.partition)).set(lag)

    async def _handle_place(self, place: Place, batch: Sequence[Received]) -> int | None:
        """Handles one partition's records in their order. Returns the next offset, None where not even one was handled."""
        next_offset = None
        for received in batch:
            try:
                await self.handle(received)
            except TRANSIENT as error:
                self._back_off(received, error)
                break
            self._failures.pop(place, None)
            next_offset = received.offset + 1
        return next_offset

    async def handle(self, received: Received) -> None:
        """One record, to its end: its effect, a parked event or a dead letter. Raises what is transient."""
        try:
            await self._effect_of(received.record)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - whatever poison is, it must not stop the partition
            log.exception("put aside as a dead letter", type=type_of(received.record.headers))
            await self._dead.bury(received, error)

    def _back_off(self, received: Received, error: Exception) -> None:
        place = received.place
        failures = self._failures[place] = self._failures.get(place, 0) + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
        log.warning("handling waits", topic=place.topic, error=type(error).__name__, seconds=pause)
        self._receiver.rewind(place, received.offset)
        task = asyncio.create_task(self._resume_after(place, pause))
        self._paused.add(task)
        task.add_done_callback(self._paused.discard)

    async def _resume_after(self, place: Place, pause: float) -> None:
        await asyncio.sleep(pause)
        self._receiver.resume(place)

    async def _effect_of(self, record: Record) -> None:
        if record.value is None:
            await self._erase(record)
            return
        entry = self._handlers.by_type.get(type_of(record.headers) or "")
        if entry is None:
            return  # A type that this service does not listen to.
        for attempt in range(1, TRIES + 1):
            try:
                await self._handle_once(entry, record)
            except (*TRANSIENT, Unreadable):
                raise
            except Exception as error:
                if attempt == TRIES:
                    raise
                metrics.retried.labels(self._service, entry.kind.type).inc()
                log.warning("handling is repeated", type=entry.kind.type, error=type(error).__name__)
                await asyncio.sleep(0 if isinstance(error, Stale) else 0.1 * attempt)
            else:
                return

    async def _handle_once(self, entry: Entry[App], record: Record) -> None:
        assert record.value is not None  # noqa: S101 - tombstones went another way
        event = from_record(entry.kind, record.value, record.headers)
        with continued(event.traceparent, f"handle {entry.kind.type}", event_id=str(event.id)):
            try:
                await entry.handle(event, self._app)
            except Missing as missing:
                await self._park(entry, record, missing)
                return
            if entry.provides is not None:
                await self._parking.wake(entry.provides(event), self._again)
            log.info("handled", type=entry.kind.type, event_id=str(event.id))
        metrics.handled.labels(self._service, entry.kind.type).inc()

    async def _park(self, entry: Entry[App], record: Record, missing: Missing) -> None:
        metrics.parked.labels(self._service, entry.kind.type).inc()
        await self._parking.park(record, missing.key, now())
        # What was missing may have arrived between the handler's look and the parking: it looks once more.
        await self._again(record)

    async def _again(self, record: Record) -> None:
        entry = self._handlers.by_type[type_of(record.headers) or ""]
        assert record.value is not None  # noqa: S101 - a tombstone is never parked
        event = from_record(entry.kind, record.value, record.headers)
        try:
            await entry.handle(event, self._app)
        except Missing as missing:
            await self._parking.park(record, missing.key, now())
            return
        await self._parking.leave(record)

    async def wake(self, key: str) -> int:
        """For what arrives by another way than an event, such as a new issuer."""
        return await self._parking.wake(key, self._again)

    async def _erase(self, record: Record) -> None:
        eraser = self._handlers.erasers.get(record.topic)
        if eraser is not None:
            await eraser(UUID(record.key.decode()), self._app)


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """A half-handled batch is finished and committed even when we are asked to stop, before the connection closes."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise
