"""Serves an application until it is asked to stop, and then ends what would never end by itself."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import uvicorn

from shared.settings import ServiceSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

GRACE_SECONDS: Final = 10
"""Requests that are being carried out have so long to end."""
STARTUP_FAILURE: Final = 3


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, before_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._before_stop = before_stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Live streams would use up the whole grace, and then be cut off.
        self._before_stop()
        await super().shutdown(sockets)


def serve(application: "FastAPI", settings: ServiceSettings, before_stop: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT. `before_stop` is called while requests and streams still go on."""
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config, before_stop)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(STARTUP_FAILURE)
