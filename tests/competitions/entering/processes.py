"""Processes of the service, which tests kill."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from subprocess import Popen

import httpx2
from tests.forks.forked import Forked
from tests.settings import environment
from tests.waiting import until

from competitions.settings import Settings
from localstack import ports

Begun = Callable[[Sequence[str], Mapping[str, str]], Popen[bytes]]


def from_nothing(words: Sequence[str], env: Mapping[str, str]) -> Popen[bytes]:
    """Where it matters what the process holds: a copy has what all services have imported."""
    return Popen([sys.executable, "-m", *words], env=env)


@dataclass
class Running:
    """A process of the service, which is started anew where it was killed."""

    settings: Settings
    kind: str
    port: int
    begun: Begun
    process: Popen[bytes] | None = None

    async def start(self) -> None:
        own = "port" if self.kind == "api" else "worker_port"
        given = environment(self.settings.model_copy(update={own: self.port}))
        self.process = self.begun(["competitions", self.kind], given)
        async with httpx2.AsyncClient(base_url=self.address, verify=False) as http:
            await until(lambda: _is_ready(http))

    async def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

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
    settings: Settings, kinds: Sequence[str] = ("api", "api", "worker"), begun: Begun = Forked
) -> AsyncIterator[list[Running]]:
    """Two that answer, and the worker, unless others are named."""
    made = [Running(settings, kind, port, begun) for kind, port in zip(kinds, ports.free(len(kinds)), strict=True)]
    try:
        await asyncio.gather(*(one.start() for one in made))
        yield made
    finally:
        for one in made:
            await one.kill()
