"""Processes of the service, which tests kill."""

import asyncio
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from tests.settings import environment
from tests.waiting import until

from competitions.settings import Settings
from localstack import ports


@dataclass
class Running:
    """A process of the service, which is started anew where it was killed."""

    settings: Settings
    kind: str
    port: int
    process: Process | None = None

    async def start(self) -> None:
        own = "port" if self.kind == "api" else "worker_port"
        given = environment(self.settings.model_copy(update={own: self.port}))
        self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", "competitions", self.kind, env=given)
        async with httpx2.AsyncClient(base_url=self.address, verify=False) as http:
            await until(lambda: _is_ready(http))

    async def kill(self) -> None:
        if self.process and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


async def _is_ready(http: httpx2.AsyncClient) -> bool:
    try:
        return (await http.get("/livez")).status_code == 200
    except httpx2.TransportError:
        return False


@asynccontextmanager
async def processes(
    settings: Settings, kinds: Sequence[str] = ("api", "api", "worker")
) -> AsyncIterator[list[Running]]:
    """Two that answer, and the worker, unless others are named."""
    made = [Running(settings, kind, port) for kind, port in zip(kinds, ports.free(len(kinds)), strict=True)]
    try:
        await asyncio.gather(*(one.start() for one in made))
        yield made
    finally:
        for one in made:
            await one.kill()
