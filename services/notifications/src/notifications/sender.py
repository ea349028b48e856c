"""The loop that sends what is due."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from notifications.commands.correspondence import Correspondence, correspondence
from notifications.commands.gathering import settle_all
from notifications.commands.sending import claim_due, give_back, send
from notifications.domain.deliveries import Delivery, State
from notifications.store.deliveries import Unrecorded
from notifications.wiring import App
from shared.cancellation import to_its_end
from shared.errors import Stale
from shared.observability import metrics
from shared.observability.telemetry import log

POLL_SECONDS: Final = 0.5
OBSERVE_SECONDS: Final = 10.0
FRESH_SECONDS: Final = 1.0
"""What was read ahead of a letter is at most so old when it goes out: who was erased or has changed their mind is written to no more."""
AHEAD: Final = 16
"""Letters that are claimed at once, for each connection."""


class Batch:
    """What was claimed together, and what is known of it: read at once for all that still wait."""

    def __init__(self, app: App, claimed: Sequence[Delivery]) -> None:
        self._app = app
        self._waiting = {one.id: one for one in claimed}
        self._known: Correspondence | None = None
        self._read_at = 0.0
        self._reading = asyncio.Lock()

    async def known_of(self, delivery: Delivery) -> Correspondence | None:
        """None where each letter has to look by itself."""
        async with self._reading:
            if self._known is None or asyncio.get_running_loop().time() - self._read_at >= FRESH_SECONDS:
                self._read_at, self._known = asyncio.get_running_loop().time(), None
                # A letter that makes the reading fail is found by being read alone.
                with suppress(Exception):
                    self._known = await correspondence(self._app, list(self._waiting.values()))
        self._waiting.pop(delivery.id, None)
        return self._known if self._known is not None and self._known.is_calm else None

    def forget(self) -> None:
        """Something became otherwise than it was read: where letters look by themselves, they do that anyway."""
        if self._known is not None and self._known.is_calm:
            self._known = None


class Sender:
    """Keeps as many letters on the way as there are connections. `worker` names this process among all that send.

    A connection takes its next letter when the outcome of the one before it is stored: so a kill repeats at most as many letters
    as there are connections. Outcomes that come at the same moment are stored in one command.
    """

    def __init__(self, app: App, worker: str) -> None:
        self._app = app
        self._worker = worker
        self._limit = app.settings.smtp_connections
        self._claimed: asyncio.Queue[tuple[Delivery, Batch] | None] = asyncio.Queue()
        self._room = asyncio.Event()
        self._observed: float | None = None

    async def run(self) -> None:
        """Until cancelled; letters on the way are finished first."""
        await self._app.deliveries.release(self._worker, self._app.now())
        await settle_all(self._app)
        connections = [asyncio.create_task(self._work()) for _ in range(self._limit)]
        try:
            while True:
                await self._fill()
                await self._observe()
                await self._pause()
        finally:
            await to_its_end(self._drain(connections))

    async def _drain(self, connections: Sequence[asyncio.Task[None]]) -> None:
        """What was claimed and not begun is given back, for others to send at once."""
        begun_not = [one[0].returned() for one in self._taken_back()]
        for _ in connections:
            self._claimed.put_nowait(None)
        with suppress(Exception):  # else its lease runs out
            await self._app.deliveries.give_back(begun_not)
        await asyncio.wait(connections, timeout=self._app.settings.smtp_seconds)
        await self._app.smtp.close()

    def _taken_back(self) -> list[tuple[Delivery, Batch]]:
        found = []
        while not self._claimed.empty():
            one = self._claimed.get_nowait()
            if one is not None:
                found.append(one)
        return found

    async def _fill(self) -> None:
        self._app.mail_waits.clear()
        while self._claimed.qsize() < self._limit:
            claimed = await claim_due(self._app, self._worker, AHEAD * self._limit)
            if not claimed:
                return
            batch = Batch(self._app, claimed)
            for delivery in claimed:
                self._claimed.put_nowait((delivery, batch))

    async def _observe(self) -> None:
        moment = asyncio.get_running_loop().time()
        if self._observed is None or moment - self._observed >= OBSERVE_SECONDS:
            self._observed = moment
            await settle_all(self._app)
            metrics.mail_destinations_paused.labels("notifications").set(len(await self._app.destinations.paused()))

    async def _pause(self) -> None:
        self._room.clear()
        if self._claimed.qsize() >= self._limit:
            await self._room.wait()
            return
        with suppress(TimeoutError):
            # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the event.
            async with asyncio.timeout(POLL_SECONDS):
                await self._app.mail_waits.wait()

    async def _work(self) -> None:
        """One connection's letters, one after the other."""
        while (taken := await self._claimed.get()) is not None:
            if self._claimed.qsize() < self._limit:
                self._room.set()
            delivery, batch = taken
            await self._send(delivery, batch)

    async def _send(self, delivery: Delivery, batch: Batch) -> None:
        try:
            sent = await send(self._app, delivery, await batch.known_of(delivery))
        except Stale:
            log.warning("another worker has taken the delivery over", delivery=str(delivery.id))
        except Unrecorded:
            # Given back, a letter that was sent would be sent again at once.
            log.error("the mail server's answer could not be stored", delivery=str(delivery.id))
        except Exception as error:  # noqa: BLE001 - one bad message must not stop the others
            # Its text may quote the address, so only the name of the fault is told.
            log.error("a delivery could not be sent", delivery=str(delivery.id), error=type(error).__name__)
            with suppress(Exception):
                await give_back(self._app, delivery)
        else:
            if sent.state is not State.SENT:
                batch.forget()
