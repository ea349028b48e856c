"""What is done with records: their effect, together or one by one; parked where something is missing, dead letters where they are
poison."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Final, Generic, TypeVar, cast
from uuid import UUID

from pymongo.errors import PyMongoError

from shared.clock import now
from shared.errors import Stale, Transient
from shared.events import AnyRecord, Event, Record, TombstoneRecord, Unreadable, from_record, type_of
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Origin, Received
from shared.messaging.parking import WaitingRoom
from shared.messaging.subscriptions import Subscription, Subscriptions
from shared.messaging.waves import groups
from shared.observability import metrics
from shared.observability.telemetry import continued, in_trace, log, trace_id_of

App = TypeVar("App")
Parked = Mapping[Origin, str]
"""What events wait for that are parked already."""

TRIES: Final = 3
MOST: Final = 500
"""Events that are handled together."""
TRANSIENT: Final = (Transient, PyMongoError, OSError, TimeoutError, asyncio.TimeoutError)
NOT_PARKED: Final[Parked] = {}


class Handling(Generic[App]):
    def __init__(
        self, subscriptions: Subscriptions[App], app: App, parking: WaitingRoom, dead: DeadLetters, service: str
    ) -> None:
        self._subscriptions = subscriptions
        self._app = app
        self._parking = parking
        self._dead = dead
        self._service = service

    async def all(self, records: Sequence[Received[AnyRecord]], done: set[Origin]) -> None:
        """Records of one partition, to their end; the places of those that are there are added to `done`. Raises what is transient."""
        for group in groups(records):
            await self._group(group, NOT_PARKED, done)

    async def one(self, received: Received[AnyRecord], parked: Parked = NOT_PARKED) -> bool:
        """One record, to its end: its effect or a parked event (True), or a dead letter (False). Raises what is transient."""
        try:
            await self._effect_of(received, parked)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - whatever poison is, it must not stop the partition
            await self._add_dead_letter(received, error)
            return False
        return True

    async def wake(self, keys: Collection[str]) -> int:
        """Handles all that waits for one of `keys`, also where that came by another way than an event. Raises what is transient."""
        waiting = await self._parking.waiting_for(keys) if keys else []
        parked = {received.origin: key for received, key in waiting}
        for group in groups([received for received, _ in waiting]):
            if self._subscription_to(group[0].record) is None:
                # Parked by an older version, which listened to it.
                await self._parking.remove([received.record for received in group])
                continue
            for at in range(0, len(group), MOST):
                await self._group(group[at : at + MOST], parked, set())
        return len(waiting)

    async def _group(self, group: Sequence[Received[AnyRecord]], parked: Parked, done: set[Origin]) -> None:
        """Records of one type. Where they cannot be handled together each is handled alone: poison is found so."""
        subscription = self._subscription_to(group[0].record)
        if subscription is not None and subscription.takes_many and len(group) > 1:
            events = cast("Sequence[Received[Record]]", group)
            if await self._is_handled_together(subscription, events, parked):
                done.update(received.origin for received in group)
                return
        for received in group:
            await self.one(received, parked)
            done.add(received.origin)

    async def _is_handled_together(
        self, subscription: Subscription[App], group: Sequence[Received[Record]], parked: Parked
    ) -> bool:
        try:
            await self._together(subscription, group, parked)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - each is tried alone after it, and tells what is wrong
            type_ = subscription.kind.type
            log.warning("many are handled one by one", type=type_, events=len(group), error=type(error).__name__)
            return False
        return True

    async def _effect_of(self, received: Received[AnyRecord], parked: Parked) -> None:
        record = received.record
        if isinstance(record, TombstoneRecord):
            await self._erase(record)
            return
        subscription = self._subscription_to(record)
        if subscription is not None:
            alone = [Received(received.origin, record)]
            await self._retry(subscription.kind.type, partial(self._together, subscription, alone, parked))

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

    async def _together(
        self, subscription: Subscription[App], group: Sequence[Received[Record]], parked: Parked
    ) -> None:
        # The relay may have told one twice: its second telling changes nothing, and two in one batch would look like two.
        told = {event.id: (event, received) for received in group for event in [_event(subscription, received.record)]}
        events = [event for event, _ in told.values()]
        about = {"event_id": str(events[0].id)} if len(events) == 1 else {"events": str(len(events))}
        traces = [event.traceparent for event in events]
        with continued(traces[0], f"handle {subscription.kind.type}", *traces[1:], **about):
            handled = await self._effects(subscription, told, parked)
            if subscription.provides is not None:
                await self.wake({subscription.provides(event) for event in handled})
        self._tell(subscription.kind.type, handled)

    async def _effects(
        self,
        subscription: Subscription[App],
        told: Mapping[UUID, tuple[Event[Any], Received[Record]]],
        parked: Parked,
    ) -> list[Event[Any]]:
        """Those that had their effect. What misses something is parked for it, and looks once more: what was missing may have arrived
        between the look and the parking."""
        waits = {id: parked[received.origin] for id, (_, received) in told.items() if received.origin in parked}
        handled: list[Event[Any]] = []
        looking = set(told)
        while looking:
            missed = await subscription.handle_many([one for id, (one, _) in told.items() if id in looking], self._app)
            fresh = {id: key for id, key in missed.items() if waits.get(id) != key}
            await self._parking.park([(told[id][1], key) for id, key in fresh.items()], now())
            metrics.parked.labels(self._service, subscription.kind.type).inc(len(fresh))
            arrived = [id for id in told if id in looking and id not in missed]
            await self._parking.remove([told[id][1].record for id in arrived if id in waits])
            handled += [told[id][0] for id in arrived]
            waits.update(fresh)
            looking = set(fresh)
        return handled

    def _tell(self, type_: str, handled: Sequence[Event[Any]]) -> None:
        """A line for each trace, so that whoever follows one finds its end."""
        metrics.handled.labels(self._service, type_).inc(len(handled))
        by_trace: dict[str | None, list[Event[Any]]] = {}
        for event in handled:
            by_trace.setdefault(trace_id_of(event.traceparent), []).append(event)
        for events in by_trace.values():
            with in_trace(events[0].traceparent):
                about = {"event_id": str(events[0].id)} if len(events) == 1 else {"events": len(events)}
                log.info("handled", type=type_, **about)

    async def _erase(self, record: TombstoneRecord) -> None:
        subscription = self._subscriptions.tombstones.get(record.topic)
        if subscription is not None:
            key = UUID(record.key.decode())
            await self._retry("tombstone", partial(subscription.handle, key, self._app))
            if subscription.provides is not None:
                await self.wake({subscription.provides(key)})

    async def _add_dead_letter(self, received: Received[AnyRecord], error: Exception) -> None:
        log.error("put aside as a dead letter", type=type_of(received.record.headers), exc_info=error)
        await self._dead.add(received, error)
        if isinstance(received.record, Record):
            await self._parking.remove([received.record])

    def _subscription_to(self, record: AnyRecord) -> Subscription[App] | None:
        if isinstance(record, TombstoneRecord):
            return None
        return self._subscriptions.by_type.get(type_of(record.headers) or "")


def _event(subscription: Subscription[Any], record: Record) -> Event[Any]:
    return from_record(subscription.kind, record.value, record.headers)
