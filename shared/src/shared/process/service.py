"""How a service starts: `python -m <service> api | worker | replay`. All three have the same shape."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Generic, Protocol, TypeVar

import typer
import uvloop

from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetters, Letter, replay
from shared.messaging.kafka import Producer, Receiver
from shared.messaging.outbox import Relay
from shared.messaging.parking import Parking
from shared.messaging.subscriptions import Handlers
from shared.mongo.database import Database
from shared.mongo.leases import Lease
from shared.observability.telemetry import configure
from shared.process.http_server import serve
from shared.process.worker import Loop, identity, run
from shared.settings import ServiceSettings

if TYPE_CHECKING:
    from fastapi import FastAPI


class Wired(Protocol):
    """What every service's composition root offers to its processes."""

    @property
    def database(self) -> Database: ...


S = TypeVar("S", bound=ServiceSettings)
A = TypeVar("A", bound=Wired)


@dataclass(frozen=True)
class Service(Generic[S, A]):
    """The parts of a service that its processes are made of.

    `collections` hold aggregates with pending events; `loops` are the service's own background work, `(name, loop)`, each
    run by one worker at a time. `before_stop` ends what an API would otherwise send for ever.
    """

    name: str
    settings: Callable[[], S]
    wire: Callable[[S], AbstractAsyncContextManager[A]]
    api: "Callable[[S], FastAPI]"
    collections: Sequence[str]
    handlers: Handlers[A] | None = None
    loops: Callable[[A], Sequence[tuple[str, Callable[[], Awaitable[None]]]]] = lambda _app: ()
    before_stop: Callable[[A], None] = lambda _app: None

    async def work(self) -> None:
        """The worker: the relay, the consumer and the service's own loops."""
        settings = self.settings()
        producer = Producer(settings)
        try:
            async with self.wire(settings) as app:
                loops = [*self._consumers(settings, app, producer), *self._leased(settings, app, producer)]
                checks = [("mongodb", lambda: app.database.command("ping")), ("kafka", producer.ping)]
                await run(settings, loops, checks)
        finally:
            await producer.stop()

    async def replay(self, *, dry_run: bool) -> list[Letter]:
        settings = self.settings()
        producer = Producer(settings)
        try:
            async with self.wire(settings) as app:
                consumer = self.consumer(settings, app, producer)
                return await replay(settings, self.name, consumer.handle, dry_run=dry_run)
        finally:
            await producer.stop()

    def consumer(self, settings: S, app: A, producer: Producer) -> Consumer[A]:
        handlers: Handlers[A] = self.handlers or Handlers()
        receiver = Receiver(settings, handlers.topics, self.name)
        dead = DeadLetters(self.name, producer)
        return Consumer(handlers, app, receiver, Parking(app.database), dead, self.name)

    def _consumers(self, settings: S, app: A, producer: Producer) -> list[Loop]:
        return [self.consumer(settings, app, producer).run] if self.handlers else []

    def _leased(self, settings: S, app: A, producer: Producer) -> list[Loop]:
        relay = Relay(app.database, self.collections, producer, self.name)
        named = [("relay", relay.run), *self.loops(app)]
        return [_held(Lease(app.database, name, identity(settings)), loop) for name, loop in named]

    def cli(self) -> typer.Typer:
        commands = typer.Typer(no_args_is_help=True, add_completion=False)

        @commands.command()
        def api() -> None:
            """Serves HTTP."""
            settings = self._configured()
            application = self.api(settings)
            serve(application, settings, lambda: self.before_stop(application.state.app))

        @commands.command()
        def worker() -> None:
            """Publishes and handles events."""
            self._configured()
            uvloop.run(self.work())

        @commands.command(name="replay")
        def replay_(dry_run: Annotated[bool, typer.Option(help="Only list them")] = False) -> None:
            """Handles the dead letters again."""
            self._configured()
            for letter in asyncio.run(self.replay(dry_run=dry_run)):
                origin = letter.origin
                place = f"{origin.partition.topic}/{origin.partition.partition}/{origin.offset}"
                typer.echo(f"{letter.type}\t{place}\t{letter.reason}")

        return commands

    def _configured(self) -> S:
        settings = self.settings()
        configure(self.name, settings.log_level, settings.otlp_endpoint)
        return settings


def _held(lease: Lease, loop: Callable[[], Awaitable[None]]) -> Loop:
    async def hold() -> None:
        await lease.hold(loop)

    return hold
