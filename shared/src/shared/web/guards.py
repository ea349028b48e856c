"""What a request may cost before anything looks at it: the size of its body, the time for it, and how often one may ask."""

import asyncio
import hashlib
import hmac
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import TooMany

LARGEST_BODY: Final = 256 * 1024
LARGEST_FILE: Final = 10 * 1024 * 1024
"""Where a file goes."""
LARGEST_TABLE: Final = 41 * 1024 * 1024
"""Where a table of 100,000 rows goes, with what a form puts around it."""
BODY_SECONDS: Final = 30.0
"""A form on a slow phone takes some seconds; who takes longer holds a place that others need."""
FILE_SECONDS: Final = 120.0
TABLE_SECONDS: Final = 300.0
MOST_CALLERS: Final = 50_000
MINUTE: Final = 60.0

Refuse = Callable[[Request, Exception], Awaitable[Response]]


Allowance = tuple[int, float]
"""Bytes, and the seconds in which they come."""
FILE: Final[Allowance] = (LARGEST_FILE, FILE_SECONDS)
TABLE: Final[Allowance] = (LARGEST_TABLE, TABLE_SECONDS)


class BodyTooLarge(HTTPException):
    """`most`: the bytes that are taken where it was sent."""

    def __init__(self, most: int) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self.most = most


class BodyGuard:
    """Bounds the bytes of every body and the time in which they come. `files`: what routes that take a file allow, by their paths."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse, files: Mapping[re.Pattern[str] | None, Allowance]) -> None:
        self._app = app
        self._refuse = refuse
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        allowed = (allowed for paths, allowed in self._files.items() if paths and paths.fullmatch(scope["path"]))
        body = _Body(receive, *next(allowed, (LARGEST_BODY, BODY_SECONDS)))
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            body.expect(Headers(scope=scope).get("content-length"))
            await self._app(scope, body.receive, sending)
        except HTTPException as error:
            if has_begun or error is not body.refusal:
                raise
            await (await self._refuse(Request(scope), error))(scope, receive, send)


class _Body:
    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._until = time.monotonic() + seconds
        self._read = 0
        self._is_whole = False
        self.refusal: HTTPException | None = None

    def expect(self, length: str | None) -> None:
        if length is not None and length.isdecimal() and int(length[:20]) > self._most:
            raise self._refused(BodyTooLarge(self._most))

    async def receive(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._until - time.monotonic()):
                message = await self._receive()
        except TimeoutError:
            raise self._refused(HTTPException(HTTPStatus.REQUEST_TIMEOUT)) from None
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._read > self._most:
                raise self._refused(BodyTooLarge(self._most))
        return message

    def _refused(self, refusal: HTTPException) -> HTTPException:
        self.refusal = refusal
        return refusal


@dataclass(frozen=True, slots=True)
class RateLimits:
    """`pages`: whatever is public. `guesses`: what could be counted through, such as names and numbers. `entries`: what is
    made by people whom nobody knows yet, by one account, and by all of one address. `listed`: what is checked in lists and files."""

    pages: "RateLimit"
    guesses: "RateLimit"
    entries: "RateLimit"
    entries_of_address: "RateLimit"
    listed: "RateLimit"


class RateLimit:
    """At most `a_minute` for each caller, in this process: a bucket that fills again with time.

    Callers are kept as a keyed hash that dies with the process, so no list of addresses comes into being.
    """

    def __init__(self, a_minute: int) -> None:
        self._most = float(a_minute)
        self._key = secrets.token_bytes(32)
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, count: int = 1) -> None:
        """Raises TooMany. A list of `count` is let in as a whole where one would be, and pays for itself: until the bucket has
        filled again nothing more is, so that a list is never the faster way."""
        place = hmac.digest(self._key, caller.encode(), hashlib.sha256)[:16]
        now = time.monotonic()
        tokens, at = self._buckets.get(place, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._most / MINUTE)
        if tokens < 1:
            raise TooMany(int((1 - tokens) * MINUTE / self._most) + 1)
        self._buckets[place] = (tokens - count, now)
        self._buckets.move_to_end(place)
        if len(self._buckets) > MOST_CALLERS:
            self._buckets.popitem(last=False)


class HeadLikeGet:
    """HEAD is answered like GET, without the body (RFC 9110, 9.3.2): what checks links and uptime asks so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = asyncio.Event()
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receiving() -> Message:
            if message := next(asked, None):
                return message
            # A stream without an end is told that nobody listens, as soon as its headers are out.
            await answered.wait()
            return {"type": "http.disconnect"}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                answered.set()

        await self._app({**scope, "method": "GET"}, receiving, sending)
