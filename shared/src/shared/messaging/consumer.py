"""The consumer runner: effects first, then the offset.

A transient failure pauses its partition and is tried again in place; poison goes to the dead letters after a few tries; an
event that misses something is parked. Effects have deterministic ids, so a repetition after a crash changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pymongo.errors import PyMongoError

from shared.cancellation import to_its_end
from shared.clock import now
from shared.errors import Stale, Transient
from shared.events import AnyRecord, Event, Record, TombstoneRecord, Unreadable, from_record, type_of
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Received, Receiver, TopicPartition
from shared.messaging.parking import Missing, Parking
from shared.messaging.subscriptions import Subscription, Subscriptions
from shared.observability import metrics
from shared.observability.telemetry import continued, log

App = TypeVar("App")

TRIES: Final = 3
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
TRANSIENT: Final = (Transient, PyMongoError, OSError, TimeoutError, asyncio.TimeoutError)


class Consumer(Generic[App]):
    """Reads the topics of `subscriptions` as the group of the service."""

    def __init__(
        self,
        subscriptions: Subscriptions[App],
        app: App,
        receiver: Receiver,
        parking: Parking,
        dead: DeadLetters,
        service: str,
    ) -> None:
        self._subscriptions = subscriptions
        self._app = app
        self._receiver = receiver
        self._parking = parking
        self._dead = dead
        self._service = service
        self._failures: dict[TopicPartition, int] = {}
        self._paused: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled. What was handled is committed before it leaves. Raises BrokerAway."""
        await self._receiver.start()
        try:
            while True:
                batches = await self._receiver.poll()
                if batches:
                    # A half-handled batch is finished and committed before the connection closes.
                    await to_its_end(self._handle_all(batches))
        finally:
            await self._receiver.stop()

    async def _handle_all(self, batches: dict[TopicPartition, list[Received[AnyRecord]]]) -> None:
        done = await asyncio.gather(*(self._handle_partition(partition, batch) for partition, batch in batches.items()))
        offsets = {partition: offset for partition, offset in zip(batches, done, strict=True) if offset is not None}
        await self._receiver.commit(offsets)
        for partition, offset in offsets.items():
            lag = self._receiver.lag(partition, offset)
            if lag is not None:
                metrics.lag.labels(self._service, partition.topic, str(partition.partition)).set(lag)

    async def _handle_partition(self, partition: TopicPartition, batch: Sequence[Received[AnyRecord]]) -> int | None:
        """Handles one partition's records in their order. Returns the next offset, None where not even one was handled."""
        next_offset = None
        for received in batch:
            try:
                await self.handle(received)
            except TRANSIENT as error:
                self._back_off(received, error)
                break
            self._failures.pop(partition, None)
            next_offset = received.origin.offset + 1
        return next_offset

    async def handle(self, received: Received[AnyRecord]) -> bool:
        """One record, to its end: its effect or a parked event (True), or a dead letter (False). Raises what is transient."""
        try:
            await self._effect_of(received)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - whatever poison is, it must not stop the partition
            await self._add_dead_letter(received, error)
            return False
        return True

    async def _add_dead_letter(self, received: Received[AnyRecord], error: Exception) -> None:
        log.error("put aside as a dead letter", type=type_of(received.record.headers), exc_info=error)
        await self._dead.add(received, error)
        if isinstance(received.record, Record):
            await self._parking.remove(received.record)

    def _back_off(self, received: Received[AnyRecord], error: Exception) -> None:
        partition = received.origin.partition
        failures = self._failures[partition] = self._failures.get(partition, 0) + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
        log.warning("handling waits", topic=partition.topic, error=type(error).__name__, seconds=pause)
        self._receiver.pause_at(partition, received.origin.offset)
        task = asyncio.create_task(self._resume_after(partition, pause))
        self._paused.add(task)
        task.add_done_callback(self._paused.discard)

    async def _resume_after(self, partition: TopicPartition, pause: float) -> None:
        await asyncio.sleep(pause)
        self._receiver.resume(partition)

    async def _effect_of(self, received: Received[AnyRecord]) -> None:
        record = received.record
        if isinstance(record, TombstoneRecord):
            await self._erase(record)
            return
        subscription = self._subscriptions.by_type.get(type_of(record.headers) or "")
        if subscription is not None:
            event = Received(received.origin, record)
            await self._retry(subscription.kind.type, partial(self._handle_event, subscription, event))

    async def _retry(self, type_: str, handle: Callable[[], Awaitable[None]]) -> None:
        """Some tries for what may be a matter of the moment. Raises what the last one raised, and at once what is transient."""
        for attempt in range(1, TRIES + 1):
            try:
                await handle()
            except (*TRANSIENT, Unreadable):
                raise
            except Exception as error:
                if attempt == TRIES:
                    raise
                metrics.retried.labels(self._service, type_).inc()
                log.warning("handling is repeated", type=type_, error=type(error).__name__)
                await asyncio.sleep(0 if isinstance(error, Stale) else 0.1 * attempt)
            else:
                return

    async def _handle_event(self, subscription: Subscription[App], received: Received[Record]) -> None:
        event = _event(subscription, received.record)
        with continued(event.traceparent, f"handle {subscription.kind.type}", event_id=str(event.id)):
            try:
                await subscription.handle(event, self._app)
            except Missing as missing:
                metrics.parked.labels(self._service, subscription.kind.type).inc()
                await self._parking.park(received, missing.key, now())
                # What was missing may have arrived between the handler's look and the parking: it looks once more.
                await self._handle_parked(subscription, received, missing.key)
                return
            if subscription.provides is not None:
                await self.wake(subscription.provides(event))
            log.info("handled", type=subscription.kind.type, event_id=str(event.id))
        metrics.handled.labels(self._service, subscription.kind.type).inc()

    async def wake(self, key: str) -> int:
        """Handles all that waits for `key`, also where it came by another way than an event. Raises what is transient."""
        waiting = await self._parking.waiting_for(key)
        for received in waiting:
            subscription = self._subscriptions.by_type.get(type_of(received.record.headers) or "")
            if subscription is None:
                # Parked by an older version, which listened to it.
                await self._parking.remove(received.record)
                continue
            try:
                await self._retry(subscription.kind.type, partial(self._handle_parked, subscription, received, key))
            except TRANSIENT:
                raise
            except Exception as error:  # noqa: BLE001 - poison does not hold up what waits behind it
                await self._add_dead_letter(received, error)
        return len(waiting)

    async def _handle_parked(self, subscription: Subscription[App], received: Received[Record], missed: str) -> None:
        """Handles what is parked for `missed`. Where it misses something else it is parked for that, and looks once more."""
        while True:
            try:
                await subscription.handle(_event(subscription, received.record), self._app)
            except Missing as missing:
                if missing.key == missed:
                    return
                missed = missing.key
                await self._parking.park(received, missed, now())
            else:
                await self._parking.remove(received.record)
                return

    async def _erase(self, record: TombstoneRecord) -> None:
        subscription = self._subscriptions.tombstones.get(record.topic)
        if subscription is not None:
            key = UUID(record.key.decode())
            await self._retry("tombstone", partial(subscription.handle, key, self._app))
            if subscription.provides is not None:
                await self.wake(subscription.provides(key))


def _event(subscription: Subscription[Any], record: Record) -> Event[Any]:
    return from_record(subscription.kind, record.value, record.headers)
