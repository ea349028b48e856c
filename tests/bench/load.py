"""A small HTTP client that costs little itself: fixed requests over kept connections, answers counted."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NOT_MODIFIED = 304
"""It has no body, whatever length it tells."""
LENGTH = b"content-length:"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as bytes, ready to be written."""

    wire: bytes

    @classmethod
    def of(cls, method: str, path: str, headers: dict[str, str], body: bytes) -> "Request":
        lines = [f"{method} {path} HTTP/1.1", "host: localhost", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return cls("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


async def rate(port: int, requests: Sequence[Request], connections: int, status: int | None = None) -> float:
    """Answers a second, over `connections` connections that share the requests. Raises where one is not of this status, or a 2xx."""
    waiting = iter(requests)
    started = time.perf_counter()
    await asyncio.gather(*(_work(port, waiting, status) for _ in range(connections)))
    return len(requests) / (time.perf_counter() - started)


async def paced(port: int, requests: Iterator[Request], every: float, until: asyncio.Event) -> list[float]:
    """Seconds that each answer took, of requests that are sent one after the other, one in each `every` seconds, as long as there are
    some. Raises as `rate`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken: list[float] = []
    try:
        while not until.is_set() and (request := next(requests, None)) is not None:
            started = time.perf_counter()
            await _answered(reader, writer, request, None)
            taken.append(time.perf_counter() - started)
            await asyncio.sleep(max(0.0, every - taken[-1]))
    finally:
        writer.close()
        await writer.wait_closed()
    return taken


async def _work(port: int, waiting: Iterator[Request], status: int | None) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in waiting:
            await _answered(reader, writer, request, status)
    finally:
        writer.close()
        await writer.wait_closed()


async def _answered(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request, status: int | None
) -> None:
    writer.write(request.wire)
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(0 if status == NOT_MODIFIED else _length(head))
    if not head.startswith(b"HTTP/1.1 %d" % status if status else b"HTTP/1.1 2"):
        raise RuntimeError(f"{head.splitlines()[0]!r} {body[:300]!r}")


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(LENGTH):
            return int(line[len(LENGTH) :])
    raise RuntimeError("an answer without a length")
