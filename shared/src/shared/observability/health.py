"""Is the process alive, is it ready, and what does it measure."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Check = tuple[str, Callable[[], Awaitable[object]]]
Number = tuple[str, Callable[[], Awaitable[int]]]
LIMIT_SECONDS: Final = 3.0


def application(
    checks: Sequence[Check], stopping: Callable[[], bool] = lambda: False, numbers: Sequence[Number] = ()
) -> Starlette:
    """`/livez` touches nothing; `/readyz` asks every part and names those that do not answer; `/metrics` for Prometheus.

    `numbers` stand in the body of `/readyz` for people to look at; they do not decide whether the process is ready.
    """

    async def livez(_request: Request) -> Response:
        return PlainTextResponse("alive")

    async def readyz(_request: Request) -> Response:
        if stopping():
            return JSONResponse({"ready": False, "reason": "stopping"}, 503)
        failed = [name for name, check in checks if not await _passes(check)]
        told = {name: await _asked(number) for name, number in numbers}
        return JSONResponse({"ready": not failed, "failed": failed, **told}, 503 if failed else 200)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", metrics)])


async def _passes(check: Callable[[], Awaitable[object]]) -> bool:
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            await check()
    except Exception:  # noqa: BLE001 - any failure means that the part is not there
        return False
    return True


async def _asked(number: Callable[[], Awaitable[int]]) -> int | None:
    """None where it cannot be found out now."""
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            return await number()
    except Exception:  # noqa: BLE001 - whatever it is, the checks tell whether the process is ready
        return None
