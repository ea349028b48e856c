"""The service behind a real socket: in this process, or in one of its own."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import uvicorn
from fastapi import FastAPI
from tests.notifications.waiting import until

from notifications.settings import Settings


@asynccontextmanager
async def serving(app: FastAPI, port: int = 0, **more: Any) -> AsyncIterator[uvicorn.Server]:
    """`more`: settings of uvicorn's, such as `ssl_certfile`."""
    config = uvicorn.Config(
        app, port=port, log_config=None, ws="none", loop="none", timeout_graceful_shutdown=1, **more
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]
    task = asyncio.ensure_future(server.serve())

    async def started() -> bool:
        return server.started

    await until(started)
    yield server
    server.should_exit = True
    await task


def environment(settings: Settings, **ports: int) -> dict[str, str]:
    """For a process of the service's own."""
    secret = settings.session_secret.get_secret_value()
    given = {
        **settings.model_dump(mode="json", exclude_none=True),
        **ports,
        "oidc_client_secret": "not a secret",
        "session_secret": secret,
        "unsubscribe_secret": secret,
        "log_level": "WARNING",
    }
    return {**os.environ, **{f"NOTIFICATIONS_{name.upper()}": str(value) for name, value in given.items()}}
