"""A service's background process: supervised loops, a port for health and metrics, and a clean stop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

import uvicorn
from pymongo.errors import ConnectionFailure, ExecutionTimeout, WTimeoutError
from starlette.applications import Starlette

from shared.cancellation import end
from shared.errors import Transient
from shared.messaging.kafka import BrokerAway
from shared.observability.health import Check, Number, application
from shared.observability.repeats import KAFKA, repeats
from shared.observability.telemetry import log
from shared.settings import ServiceSettings

Loop = Callable[[], Awaitable[None]]
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 15.0
GRACE_SECONDS: Final = 20.0


def identity(settings: ServiceSettings) -> str:
    """Who this worker is: one living process at a time has this host and port."""
    return f"{socket.gethostname()}:{settings.worker_port}"


async def run(
    settings: ServiceSettings, loops: Sequence[Loop], checks: Sequence[Check], numbers: Sequence[Number] = ()
) -> None:
    """Runs `loops` until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = _health_server(settings, application(checks, stopping=stop.is_set, numbers=numbers))
    # The port is bound before a loop starts: it proves that no other process has our identity.
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    if serving.done():
        raise SystemExit(f"port {settings.worker_port} is taken")
    tasks = [asyncio.create_task(supervise(loop)) for loop in loops]
    log.info("worker started", port=settings.worker_port)
    await stop.wait()
    with suppress(TimeoutError):
        async with asyncio.timeout(GRACE_SECONDS):
            await end(*tasks)
    server.should_exit = True
    await serving
    log.info("worker stopped")


def _health_server(settings: ServiceSettings, app: Starlette) -> uvicorn.Server:
    return _Quiet(
        uvicorn.Config(app, settings.host, settings.worker_port, log_config=None, access_log=False, lifespan="off")
    )


class _Quiet(uvicorn.Server):
    """Leaves signals to the worker."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def supervise(loop: Loop) -> None:
    """Runs it until cancelled; starts it again where it fails, after a pause that grows."""
    pause = FIRST_PAUSE
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await loop()
        except asyncio.CancelledError:
            raise
        except (Transient, ConnectionFailure, ExecutionTimeout, WTimeoutError) as error:
            part = KAFKA if isinstance(error, BrokerAway) else type(error).__name__
            if times := repeats.times(part):
                log.warning("a part does not answer; the loop starts again", part=part, times=times)
        except Exception as error:  # noqa: BLE001 - whatever ends a loop, the others go on and it starts again
            log.error(
                "a loop ended", loop=getattr(loop, "__qualname__", "loop"), error=type(error).__name__, exc_info=True
            )
        if asyncio.get_running_loop().time() - started > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        with suppress(TimeoutError):
            await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)
