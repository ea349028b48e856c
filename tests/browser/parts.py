"""The page of all parts, served as a service would serve it: hashed addresses and the product's policy."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.identity.principal import Principal, Role
from shared.web.middleware import SecureHeaders
from shared.web.pages import UNREAD, Pages
from shared.web.static import mounts

ANNA = Principal("anna", "Аннабелла Выдуманская", frozenset({Role.ORGANISER, Role.COMPETITOR}), "region-47")


def application() -> Starlette:
    pages = Pages("shared")

    async def styleguide(request: Request) -> Response:
        moment = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
        return pages.render(request, "styleguide.html", day=date(2026, 11, 22), moment=moment, principal=ANNA)

    async def problem(request: Request) -> Response:
        status = int(request.path_params["status"])
        errors = [{"where": "Sheet1!K12", "message": "The mark is 2.50.", "fix": "Enter 0 to 2."}] * (status - 400)
        body = {"title": "A problem", "status": status, "detail": "", "errors": errors[:2]}
        return pages.render(request, "problem.html", status_code=status, problem=body)

    async def unread(_: Request) -> Response:
        return JSONResponse({"unread": 3})

    app = Starlette(
        routes=[
            Route("/styleguide", styleguide),
            Route("/problems/{status:int}", problem),
            Route(UNREAD, unread),
            *mounts("shared"),
        ]
    )
    app.state.package = "shared"
    app.add_middleware(SecureHeaders, issuer="http://127.0.0.1:1", https=False, session_cookie="session")
    return app


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """The origin of the running application."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(), log_level="warning", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    await task
