"""The relay: publishes the events that wait inside the aggregates' documents, and clears them when Kafka has them.

The change stream only wakes it; the query for waiting events, at least once a second, is the truth. So nothing depends on a
resume token, and a `kill -9` costs at most a repetition, which consumers see by the event's id. While very much is told it looks
by itself and does not listen: MongoDB goes through each write of whatever database for who listens, which costs more than the looking.

What Kafka refuses for good is put aside in its document (`put_aside`), with the later events of the same key behind it, until an
operator sends or drops it (`shared.messaging.put_aside`). All others go on.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from typing import Final, Protocol, TypeVar

from pymongo.errors import PyMongoError

from shared.cancellation import end, to_its_end
from shared.clock import now
from shared.events import AnyRecord, Unreadable, from_document
from shared.messaging.kafka import BrokerAway, Outcome, Refused, Sender, TopicAway
from shared.messaging.queues import Queues
from shared.mongo.database import Document
from shared.mongo.pending_events import Backlog, Settled, Waiting, as_uuid
from shared.observability import metrics
from shared.observability.repeats import KAFKA, repeats
from shared.observability.telemetry import log

T = TypeVar("T")

SWEEP_SECONDS: Final = 1.0
GATHERING_SECONDS: Final = 0.02
"""While much is written, what comes in so short a time goes together: an event of a quiet service is told at once all the same."""
MUCH: Final = 50
"""Events of one sweep after which it looks by itself for a second."""
LOOKING_SECONDS: Final = 0.1
OBSERVE_SECONDS: Final = 5.0


class Outbox(Protocol):
    """Where a service's events wait (`shared.mongo.waiting_events`)."""

    @property
    def collections(self) -> Sequence[str]: ...

    def pages(self) -> AsyncGenerator[list[Waiting], None]:
        """Every document with waiting events once, some at a time. Raises PyMongoError."""

    def additions(self) -> AsyncGenerator[None, None]:
        """Comes on with each write that adds events, from the first step on. Raises PyMongoError where it ends."""

    async def settle(self, settled: Sequence[Settled]) -> None: ...

    async def backlog(self, collection: str) -> Backlog: ...


class Relay:
    """Publishes the waiting events of `outbox`. Run one a service, under a lease.

    `is_ours` says whether the lease certainly is ours still. Where it is not, nothing more is offered: whoever was stopped for
    longer than the lease must not tell of somebody after the erasure that the next one has told.
    """

    def __init__(
        self, outbox: Outbox, sender: Sender, service: str, is_ours: Callable[[], bool] = lambda: True
    ) -> None:
        self._outbox = outbox
        self._sender = sender
        self._service = service
        self._is_ours = is_ours
        self._woken = asyncio.Event()
        self._listens = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled. While Kafka is away it tries once a second."""
        helpers = [asyncio.create_task(self._watch()), asyncio.create_task(self._observe())]
        clock, listens_from = asyncio.get_running_loop().time, 0.0
        try:
            while True:
                # Whatever is written from here on wakes it again.
                self._woken.clear()
                sent = await self.sweep()
                if sent >= MUCH:
                    listens_from = clock() + SWEEP_SECONDS
                self._listen(clock() >= listens_from)
                if sent:
                    await asyncio.sleep(GATHERING_SECONDS)
                # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the event.
                with suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_SECONDS if self._listens.is_set() else LOOKING_SECONDS):
                        await self._woken.wait()
        finally:
            await end(*helpers)
            for name in self._outbox.collections:
                metrics.forget_outbox(self._service, name)

    async def sweep(self) -> int:
        """Offers every waiting event once. Returns how many went out.

        While some are on their way to Kafka, the next are read, and those before them are taken out.
        """
        sent, closed, away = 0, set[str](), None
        clearing = asyncio.ensure_future(_nothing())
        try:
            async with aclosing(_read_ahead(self._outbox.pages())) as pages:
                async for page in pages:
                    queues = Queues(page)
                    published, away = await self._publish(queues, closed)
                    await clearing
                    clearing = asyncio.ensure_future(self._clear(queues))
                    sent += published
                    if away is not None:
                        break
        finally:
            await to_its_end(clearing)
        return sent

    async def _publish(self, queues: Queues, closed: set[str]) -> tuple[int, BrokerAway | None]:
        """How many went out, and whether nothing can be offered at all now. `closed`: topics that take nothing now."""
        published = 0
        while self._is_ours() and (offered := queues.next(closed)):
            outcomes = await self._offer([event for _, event in offered])
            away: BrokerAway | None = None
            for (queue, event), outcome in zip(offered, outcomes, strict=True):
                queue.take(outcome, now())
                self._tell(event, outcome)
                published += outcome is None
                if isinstance(outcome, TopicAway):
                    closed.add(queue.topic)
                elif isinstance(outcome, BrokerAway):
                    away = outcome
            if away is not None:
                return published, away
        return published, None

    async def _clear(self, queues: Queues) -> None:
        if not self._is_ours():
            # Whoever has the lease now may be in the midst of telling it again, and must find it whole should it begin once more.
            return
        settled = list(queues.settled())
        await self._outbox.settle(settled)
        metrics.published.labels(self._service).inc(sum(len(one.published) for one in settled))

    async def _offer(self, events: Sequence[Document]) -> list[Outcome]:
        records = [_record(event) for event in events]
        outcomes = iter(await self._sender.offer([one for one in records if not isinstance(one, Refused)]))
        return [one if isinstance(one, Refused) else next(outcomes) for one in records]

    def _tell(self, event: Document, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            id = as_uuid(event["id"])
            log.error("an event is put aside: Kafka refuses it", event_id=str(id), reason=outcome.reason)
            metrics.refused.labels(self._service, outcome.reason).inc()
        elif isinstance(outcome, TopicAway):
            if times := repeats.times(event["topic"]):
                log.warning("events wait for their topic", topic=event["topic"], reason=str(outcome), times=times)
        elif outcome is not None and (times := repeats.times(KAFKA)):
            log.warning("events wait: Kafka does not answer", reason=str(outcome), times=times)

    async def _observe(self) -> None:
        """Measures what waits, also while the relay itself waits for the broker."""
        while True:
            with suppress(PyMongoError):
                for collection in self._outbox.collections:
                    backlog = await self._outbox.backlog(collection)
                    age = (now() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
                    labels = (self._service, collection)
                    metrics.outbox_size.labels(*labels).set(backlog.pending)
                    metrics.outbox_age.labels(*labels).set(age)
                    metrics.outbox_put_aside.labels(*labels).set(backlog.put_aside)
            await asyncio.sleep(OBSERVE_SECONDS)

    def _listen(self, listens: bool) -> None:
        if listens:
            self._listens.set()
        else:
            self._listens.clear()

    async def _watch(self) -> None:
        while True:
            await self._listens.wait()
            try:
                async with aclosing(self._outbox.additions()) as additions:
                    async for _ in additions:
                        if not self._listens.is_set():
                            break
                        if not self._woken.is_set():
                            self._woken.set()
                            await asyncio.sleep(GATHERING_SECONDS)
            except PyMongoError as error:
                log.warning("the change stream ended; the sweep goes on", error=type(error).__name__)
                await asyncio.sleep(SWEEP_SECONDS)


async def _nothing() -> None: ...


async def _read_ahead(pages: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """The next page is read while one is worked on."""
    async with aclosing(pages):
        reading = asyncio.ensure_future(anext(pages, None))
        try:
            while (page := await reading) is not None:
                reading = asyncio.ensure_future(anext(pages, None))
                yield page
        finally:
            await end(reading)


def _record(event: Document) -> AnyRecord | Refused:
    try:
        return from_document(event)
    except Unreadable as error:
        return Refused(type(error).__name__)
