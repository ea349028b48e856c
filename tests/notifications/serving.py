"""The service in this process, behind a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import uvicorn
from fastapi import FastAPI
from tests.notifications.waiting import until


@asynccontextmanager
async def serving(app: FastAPI, port: int = 0) -> AsyncIterator[uvicorn.Server]:
    config = uvicorn.Config(app, port=port, log_config=None, ws="none", loop="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]
    task = asyncio.ensure_future(server.serve())

    async def started() -> bool:
        return server.started

    await until(started)
    yield server
    server.should_exit = True
    await task
