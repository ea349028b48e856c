"""Which function handles which event: a service's `handlers.py` fills this table, the consumer reads it.

A handler takes one event (`on`) or many of its kind (`on_many`):

    @subscriptions.on_many(ResultPublished)
    async def certify(events: Sequence[Event[ResultPublished]], app: App) -> Missed: ...

Many come in the order of their keys, each id once, and at most `handling.MOST` of them. Whoever takes many does with them what it would do
with each alone, in whatever company they come: effects have derived ids, and are left as they are where they are there already.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.contracts import Payload
from shared.events import Event
from shared.messaging.parking import Missing

P = TypeVar("P", bound=Payload)
App = TypeVar("App")
Missed = Mapping[UUID, str]
"""By the id of an event that has to wait: the key of what has not arrived, as `Missing` has it. It had no effect, or only what it
may have again."""
Handler = Callable[[Event[P], App], Awaitable[None]]
ManyHandler = Callable[[Sequence[Event[P]], App], Awaitable[Missed]]
TombstoneHandler = Callable[[UUID, App], Awaitable[None]]
Provides = Callable[[Event[P]], str]


@dataclass(frozen=True, slots=True)
class Subscription(Generic[App]):
    """To one type of event."""

    kind: type[Payload]
    handle_many: Callable[[Sequence[Event[Any]], App], Awaitable[Missed]]
    provides: Callable[[Event[Any]], str] | None
    takes_many: bool
    """Whether `handle_many` may be given more than one."""

    async def handle(self, event: Event[Any], app: App) -> None:
        """One alone. Raises Missing."""
        for key in (await self.handle_many([event], app)).values():
            raise Missing(key)


@dataclass(frozen=True, slots=True)
class TombstoneSubscription(Generic[App]):
    """To the tombstones of one topic."""

    handle: Callable[[UUID, App], Awaitable[None]]
    provides: Callable[[UUID], str] | None


@dataclass(frozen=True, slots=True)
class Subscriptions(Generic[App]):
    """What a service listens to."""

    by_type: dict[str, Subscription[App]] = field(default_factory=dict)
    tombstones: dict[str, TombstoneSubscription[App]] = field(default_factory=dict)
    """By topic."""

    def on(self, kind: type[P], provides: Provides[P] | None = None) -> Callable[[Handler[P, App]], Handler[P, App]]:
        """Registers the handler of `kind`. `provides` names what has arrived with it, for events that wait for that."""

        def register(handler: Handler[P, App]) -> Handler[P, App]:
            async def handle(events: Sequence[Event[P]], app: App) -> Missed:
                (event,) = events
                try:
                    await handler(event, app)
                except Missing as missing:
                    return {event.id: missing.key}
                return {}

            self._add(Subscription(kind, handle, provides, takes_many=False))
            return handler

        return register

    def on_many(
        self, kind: type[P], provides: Provides[P] | None = None
    ) -> Callable[[ManyHandler[P, App]], ManyHandler[P, App]]:
        """Registers a handler that takes many events of `kind` at once, and tells which of them have to wait.

        Where it fails it is given each alone, so that the one that is poison goes to the dead letters alone. What it tells others
        of one event is made under that event's trace (`shared.observability.telemetry.in_trace`).
        """

        def register(handler: ManyHandler[P, App]) -> ManyHandler[P, App]:
            self._add(Subscription(kind, handler, provides, takes_many=True))
            return handler

        return register

    def _add(self, subscription: Subscription[App]) -> None:
        type_ = subscription.kind.type
        if type_ in self.by_type:
            raise ValueError(f"{type_} has a handler already")
        self.by_type[type_] = subscription

    def on_tombstone(
        self, kind: type[Payload], provides: Callable[[UUID], str] | None = None
    ) -> Callable[[TombstoneHandler[App]], TombstoneHandler[App]]:
        """Registers what happens at a tombstone on the topic of `kind`.

        `provides` as in `on`: what waits for somebody who is erased has nothing to wait for any more.
        """

        def register(handler: TombstoneHandler[App]) -> TombstoneHandler[App]:
            self.tombstones[kind.topic] = TombstoneSubscription(handler, provides)
            return handler

        return register

    @property
    def topics(self) -> list[str]:
        return sorted({one.kind.topic for one in self.by_type.values()} | set(self.tombstones))
