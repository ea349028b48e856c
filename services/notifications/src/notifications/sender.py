"""The loop that sends what is due."""

import asyncio
from contextlib import suppress
from typing import Final

from notifications.commands.gathering import settle_all
from notifications.commands.sending import claim_due, give_back, send
from notifications.domain.deliveries import Delivery
from notifications.store.deliveries import Unrecorded
from notifications.wiring import App
from shared.cancellation import to_its_end
from shared.errors import Stale
from shared.observability import metrics
from shared.observability.telemetry import log

POLL_SECONDS: Final = 0.5
OBSERVE_SECONDS: Final = 10.0


class Sender:
    """Keeps as many letters on the way as there are connections. `worker` names this process among all that send."""

    def __init__(self, app: App, worker: str) -> None:
        self._app = app
        self._worker = worker
        self._limit = app.settings.smtp_connections
        self._on_the_way: set[asyncio.Task[None]] = set()
        self._observed: float | None = None

    async def run(self) -> None:
        """Until cancelled; letters on the way are finished first."""
        await self._app.deliveries.release(self._worker, self._app.now())
        await settle_all(self._app)
        try:
            while True:
                await self._fill()
                await self._observe()
                await self._pause()
        finally:
            await to_its_end(self._drain())

    async def _drain(self) -> None:
        if self._on_the_way:
            await asyncio.wait(self._on_the_way, timeout=self._app.settings.smtp_seconds)
        await self._app.smtp.close()

    async def _fill(self) -> None:
        self._app.mail_waits.clear()
        while free := self._limit - len(self._on_the_way):
            claimed = await claim_due(self._app, self._worker, free)
            if not claimed:
                return
            for delivery in claimed:
                task = asyncio.create_task(self._send(delivery))
                self._on_the_way.add(task)
                task.add_done_callback(self._on_the_way.discard)

    async def _observe(self) -> None:
        moment = asyncio.get_running_loop().time()
        if self._observed is None or moment - self._observed >= OBSERVE_SECONDS:
            self._observed = moment
            await settle_all(self._app)
            metrics.mail_destinations_paused.labels("notifications").set(len(await self._app.destinations.paused()))

    async def _pause(self) -> None:
        if len(self._on_the_way) >= self._limit:
            await asyncio.wait(self._on_the_way, return_when=asyncio.FIRST_COMPLETED)
            return
        with suppress(TimeoutError):
            # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the event.
            async with asyncio.timeout(POLL_SECONDS):
                await self._app.mail_waits.wait()

    async def _send(self, delivery: Delivery) -> None:
        try:
            await send(self._app, delivery)
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
