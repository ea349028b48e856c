"""Server-sent events to many at once: an open stream is a connection that waits, with no task, timer or queue of its own.

FastAPI's way has five tasks and two queues a stream, which is more than a small inbox holds.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Write = Callable[[bytes, bool], Awaitable[None]]
"""Hands bytes over, and whether more will follow. It waits where the other side reads slowly."""

STILL_HERE: Final = b": still here\n\n"
"""A comment, which readers ignore: it keeps what lies between from closing a silent connection."""


class EventStream(Response):
    """Begins with `first`; whatever comes after it is written by others, to whom `joined` makes the stream known until it ends.

    It ends when whoever reads leaves, or when somebody has written the last of it.
    """

    media_type = "text/event-stream"

    def __init__(
        self, first: bytes, joined: Callable[[Write], AbstractContextManager[None]], status_code: int = 200
    ) -> None:
        super().__init__(status_code=status_code, headers={"cache-control": "no-cache", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._first = first
        self._joined = joined

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        async def write(data: bytes, more: bool) -> None:
            await send({"type": "http.response.body", "body": data, "more_body": more})

        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await write(self._first, more=True)
        with self._joined(write):
            while (await receive())["type"] != "http.disconnect":
                pass


def told(event: str, data: str, *, retry: int, id: str | None = None) -> bytes:
    """One event, as HTML's standard writes it. `data` is JSON in one line, `retry` milliseconds."""
    named = f"id: {id}\n" if id else ""
    return f"event: {event}\ndata: {data}\n{named}retry: {retry}\n\n".encode()
