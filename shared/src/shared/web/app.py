"""Puts a service's HTTP side together: the same for all three."""

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, TypeVar

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig

from shared.identity.principal import Duties
from shared.identity.sealing import cookie_name
from shared.identity.sessions import SESSION, SignIn
from shared.observability.health import application
from shared.process.service import Wired
from shared.settings import ServiceSettings
from shared.web import idempotency, signin
from shared.web.guards import FILE, TABLE, Allowance, BodyGuard, HeadLikeGet, RateLimit, RateLimits
from shared.web.middleware import RenewedSession, RequestLog, SameOrigin, SecureHeaders
from shared.web.openapi import operation_id, tell_problems
from shared.web.problems import ProblemType, Translator
from shared.web.routes.narrowing import narrow
from shared.web.static import mounts

S = TypeVar("S", bound=ServiceSettings)
A = TypeVar("A", bound=Wired)

ONE_SPAN: Final[TelemetryConfig] = {"logs": False, "metrics": False, "operation_spans": False}
"""A span a request, where somebody collects them. Our own logs and metrics tell the rest."""


def build(
    *,
    package: str,
    settings: S,
    wire: Callable[[S], AbstractAsyncContextManager[A]],
    routers: Sequence[APIRouter],
    resources: Sequence[APIRouter] = (),
    problem_types: Sequence[ProblemType],
    title: str,
    named: re.Pattern[str] | None = None,
    files: re.Pattern[str] | None = None,
    tables: re.Pattern[str] | None = None,
    duties: Callable[[A], Duties] | None = None,
) -> FastAPI:
    """The service's application. Its wired parts are at `app.state.app` while it runs.

    `resources`: routers whose addresses are below `/api/<package>/v1`; they are tried before `routers`.
    `named`: paths of routes that find the effect of a repeated request by its id (`NewId`), so that no answer is kept.
    `files`: paths of routes that take a file, `tables`: a long one. `duties`: what knows what accounts may do beside what their tokens say.
    """
    translator = Translator(settings.public_url, package, problem_types)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with wire(settings) as wired, SignIn.running(settings) as sign_in:
            await idempotency.ensure_indexes(wired.database)
            app.state.app = wired
            app.state.sign_in = sign_in
            app.state.duties = duties(wired) if duties else None
            yield

    app = FastAPI(
        title=title,
        lifespan=lifespan,
        openapi_url=f"/api/{package}/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        redirect_slashes=False,  # it repeats the host of the request; `shared.web.addresses` does it
        telemetry={"tracing": settings.otlp_endpoint is not None, **ONE_SPAN},
    )
    app.state.package = package
    app.state.settings = settings
    app.state.rate_limits = limits_of(settings)
    translator.install(app)
    _include(app, f"/api/{package}/v1", resources)
    _include(app, "", (*routers, signin.router))
    narrow(app.routes)
    checks = [("mongodb", lambda: app.state.app.database.command("ping"))]
    app.routes.extend([*application(checks).routes, *mounts(package)])
    _guard(app, settings, translator, named, {files: FILE, tables: TABLE})
    tell_problems(app, translator)
    return app


def _include(app: FastAPI, prefix: str, routers: Sequence[APIRouter]) -> None:
    for router in routers:
        app.include_router(router, prefix=prefix)


def limits_of(settings: ServiceSettings) -> RateLimits:
    """New ones, with nobody counted yet."""
    return RateLimits(
        RateLimit(settings.rate_pages_a_minute),
        RateLimit(settings.rate_guesses_a_minute),
        RateLimit(settings.rate_entries_a_minute),
        RateLimit(settings.rate_entries_of_address_a_minute),
        RateLimit(settings.rate_listed_a_minute),
    )


def _guard(
    app: FastAPI,
    settings: ServiceSettings,
    translator: Translator,
    named: re.Pattern[str] | None,
    files: Mapping[re.Pattern[str] | None, Allowance],
) -> None:
    """What stands around every route. The last one added is the first to see a request."""
    app.add_middleware(idempotency.Idempotency, refuse=translator.known, named=named)
    app.add_middleware(RenewedSession)
    app.add_middleware(BodyGuard, refuse=translator.http, files=files)
    session_cookie = cookie_name(SESSION, https=settings.is_https)
    app.add_middleware(SameOrigin, origin=settings.public_url, session_cookie=session_cookie, refuse=translator.known)
    app.add_middleware(
        SecureHeaders, issuer=settings.oidc_issuer, https=settings.is_https, session_cookie=session_cookie
    )
    app.add_middleware(HeadLikeGet)
    app.add_middleware(RequestLog)
