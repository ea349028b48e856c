"""Which function handles which event: a service's `handlers.py` fills this table, the consumer reads it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.contracts import Payload
from shared.events import Event

P = TypeVar("P", bound=Payload)
App = TypeVar("App")
Handler = Callable[[Event[P], App], Awaitable[None]]
TombstoneHandler = Callable[[UUID, App], Awaitable[None]]
Provides = Callable[[Event[P]], str]


@dataclass(frozen=True, slots=True)
class Subscription(Generic[App]):
    """To one type of event."""

    kind: type[Payload]
    handle: Callable[[Event[Any], App], Awaitable[None]]
    provides: Callable[[Event[Any]], str] | None


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
            if kind.type in self.by_type:
                raise ValueError(f"{kind.type} has a handler already")
            self.by_type[kind.type] = Subscription(kind, handler, provides)
            return handler

        return register

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
