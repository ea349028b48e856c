"""An API that is asked to stop while somebody watches the inbox."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from tests.settings import environment

from localstack import ports
from localstack.http_ready import answers
from localstack.processes import Process
from notifications.domain.recipients import Recipient
from notifications.settings import Settings


@pytest.fixture
async def process(settings: Settings, tmp_path: Path) -> AsyncIterator[tuple[Process, str]]:
    [port] = ports.free(1)
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "notifications", "api"]
    process = Process("api", command, tmp_path / "log", environment(settings, port=port))
    process.start()
    try:
        await process.until(answers(f"{address}/readyz"))
        yield process, address
    finally:
        process.kill()


async def test_a_stream_comes_to_its_end_before_the_process_does(
    process: tuple[Process, str], reader: Recipient, primer: dict[str, str]
) -> None:
    """A stream that is cut off at the end of the grace breaks off in the middle of a chunk, which the client refuses."""
    assert reader.account == "primer"
    running, address = process
    async with (
        asyncio.timeout(60),
        httpx2.AsyncClient(timeout=60) as http,
        http.stream("GET", f"{address}/api/notifications/v1/inbox/stream", headers=primer) as answer,
    ):
        lines = answer.aiter_lines()
        assert await anext(lines) == "event: unread"
        stopping = asyncio.create_task(running.stop(grace=60))
        assert "event: message" not in [line async for line in lines]
        await stopping
