"""What every response and every request of every service has in common."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import CrossSite
from shared.observability.telemetry import log, request_trace

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
QUIET: Final = frozenset({"/livez", "/readyz", "/metrics"})
Refuse = Callable[[Request, Exception], Awaitable[Response]]


def policy(form_targets: str) -> str:
    """The Content-Security-Policy: everything comes from us, nothing is inline. `form_targets`: where a form may lead to."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            f"form-action 'self' {form_targets}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


class SecureHeaders:
    """Headers that keep a page to itself. A route's own header wins, but for what is for one reader: that nobody keeps."""

    def __init__(self, app: ASGIApp, *, issuer: str, https: bool, session_cookie: str) -> None:
        self._app = app
        self._session_cookie = session_cookie
        parts = urlsplit(issuer)
        self._headers = {
            # Signing out is a form that ends at the issuer.
            "content-security-policy": policy(f"{parts.scheme}://{parts.netloc}"),
            "x-content-type-options": "nosniff",
            # Not `no-referrer`: with it a form sends no origin either, by which browsers without Sec-Fetch-Site are judged.
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(self), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }
        if https:
            self._headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        scope.setdefault("state", {})

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if self._is_for_one(scope) and "public" not in headers.get("cache-control", ""):
                    # What a person sees is for them alone, also on a tablet that changes hands.
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, sending)

    def _is_for_one(self, scope: Scope) -> bool:
        """Who is signed in, whether or not the route has looked who it is; or who has an address that is a secret."""
        request = Request(scope)
        brings = "authorization" in request.headers or self._session_cookie in request.cookies
        return brings or "token" in scope.get("path_params", ())


class SameOrigin:
    """Refuses changes that another site's page sends with our cookie. Programs with a token of their own pass."""

    def __init__(self, app: ASGIApp, *, origin: str, session_cookie: str, refuse: Refuse) -> None:
        self._app = app
        self._origin = origin
        self._session_cookie = session_cookie
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and self._is_foreign(Request(scope)):
            response = await self._refuse(Request(scope), CrossSite())
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, request: Request) -> bool:
        if "authorization" in request.headers or self._session_cookie not in request.cookies:
            return False
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site != "same-origin"
        return request.headers.get("origin") != self._origin


class RenewedSession:
    """Gives the browser the session that was renewed, or found to be over, while its request was answered.

    An answer that a shared cache may keep is for everybody and carries no cookie: the next one does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and "session_cookies" in state:
                _add_cookies(MutableHeaders(scope=message), state["session_cookies"])
            await send(message)

        await self._app(scope, receive, sending)


def _add_cookies(headers: MutableHeaders, lines: Sequence[str]) -> None:
    """A cookie that the route itself sets, as signing in and out do, wins."""
    if "public" in headers.get("cache-control", ""):
        return
    headers.setdefault("cache-control", "no-store")
    own = {line.partition("=")[0] for line in headers.getlist("set-cookie")}
    for line in lines:
        if line.partition("=")[0] not in own:
            headers.append("set-cookie", line)


class RequestLog:
    """One line a request, under its trace id: the route's pattern, never the address's query or a header."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in QUIET or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with request_trace(Headers(scope=scope).get("traceparent")):
            try:
                await self._app(scope, receive, sending)
            finally:
                route = getattr(scope.get("route"), "path", None)
                milliseconds = round((time.perf_counter() - started) * 1000, 1)
                log.info("request", method=scope["method"], route=route, status=status, ms=milliseconds)
