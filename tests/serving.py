"""A service's application for tests: wired, asked without a socket, or behind a real one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI
from tests.settings import ORIGIN
from tests.waiting import until

from shared.cancellation import end
from shared.web.app import limits_of


@asynccontextmanager
async def running(made: FastAPI) -> AsyncIterator[FastAPI]:
    """Wired to its database; its parts are at `state.app`."""
    async with made.router.lifespan_context(made):
        yield made


def rewired(made: FastAPI, app: Any, duties: Any) -> FastAPI:
    """A running application with other parts, which keep nothing in mind of what was asked before."""
    made.state.app, made.state.duties, made.state.rate_limits = app, duties, limits_of(app.settings)
    return made


@asynccontextmanager
async def asking(api: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A client without a sign-in that needs no socket."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(api), base_url=ORIGIN) as client:
        yield client


@asynccontextmanager
async def serving(api: FastAPI, port: int = 0, lifespan: str = "on", **more: Any) -> AsyncIterator[uvicorn.Server]:
    """Behind a real socket, on a free port where none is named. `lifespan` is "off" where the application is wired already.

    `more`: settings of uvicorn's, such as `ssl_certfile`.
    """
    config = uvicorn.Config(
        api,
        port=port,
        log_config=None,
        ws="none",
        loop="none",
        lifespan="off" if lifespan == "off" else "on",
        timeout_graceful_shutdown=1,
        **more,
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]
    task = asyncio.ensure_future(server.serve())
    await until(lambda: server.started)
    yield server
    server.should_exit = True
    ended, _ = await asyncio.wait({task}, timeout=3)
    if not ended:  # a test that moved the clock has left it asleep until then
        await server.shutdown()
        await end(task)


def port_of(server: uvicorn.Server) -> int:
    return int(server.servers[0].sockets[0].getsockname()[1])
