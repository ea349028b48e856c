"""Two servers, each alone on one core, that answer in turns: ours, and one without anything of ours."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.bench.load import Request, rate
from tests.settings import environment, settings_of

import certificates.settings
import competitions.settings
from localstack import ports
from localstack.http_ready import answers
from localstack.mongod import Mongod
from localstack.processes import Process
from localstack.token_issuer import TokenIssuer
from shared.settings import ServiceSettings

CONNECTIONS = 16
DATABASE = "competitions"
SETTINGS: Final[dict[str, type[ServiceSettings]]] = {
    "competitions": competitions.settings.Settings,
    "certificates": certificates.settings.Settings,
}


@dataclass(frozen=True)
class Side:
    """A server, and what it is still to be asked."""

    port: int
    requests: Iterator[Request]
    server: Process
    status: int | None = None
    """Of every answer; None: any that is a success."""

    async def round(self, requests: int, connections: int = CONNECTIONS) -> tuple[float, float]:
        """Answers a second of the clock, and answers a second of the server's own CPU time."""
        before = self._cpu_seconds()
        by_clock = await rate(self.port, list(islice(self.requests, requests)), connections, self.status)
        return by_clock, requests / (self._cpu_seconds() - before)

    async def alone(self, requests: int) -> float:
        """Answers a second to one caller who waits for each."""
        by_clock, _ = await self.round(requests, 1)
        return by_clock

    def _cpu_seconds(self) -> float:
        return cpu_seconds(self.server.pid)


def cpu_seconds(pid: int | None) -> float:
    """Of the processor, since the process began."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int | None, which: str = "VmRSS") -> int:
    """What a process holds in memory; `VmHWM` is the most that it ever did."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(which))


@dataclass(frozen=True)
class Ratios:
    """Medians of rounds in which both sides took turns."""

    by_clock: float
    by_cpu: float
    best: tuple[float, float]
    """Answers a second, ours and bare."""


async def compared(ours: Side, bare: Side, *, rounds: int, requests: int) -> Ratios:
    """A first round warms both up."""
    await ours.round(requests), await bare.round(requests)
    found = [(*await ours.round(requests), *await bare.round(requests)) for _ in range(rounds)]
    return Ratios(
        median(ours / bare for ours, _, bare, _ in found),
        median(ours / bare for _, ours, _, bare in found),
        (max(one[0] for one in found), max(one[2] for one in found)),
    )


@dataclass(frozen=True)
class Ground:
    """Where both stand: one mongod, and who signs the tokens."""

    mongo_url: str
    issuer: TokenIssuer
    folder: Path

    @asynccontextmanager
    async def ours(self, service: str = DATABASE, **given: Any) -> AsyncIterator[tuple[int, Process]]:
        """The API of a service, with these settings: its port, and its process."""
        [port] = ports.free(1)
        address = {"public_url": f"http://localhost:{port}", "port": port}
        stored = {"mongo_url": self.mongo_url, "mongo_database": service}
        settings = {**address, **stored, **self.issuer.settings(), **given}
        env = environment(settings_of(SETTINGS[service], **settings))
        async with self._server([service, "api"], port, env, "/readyz") as process:
            yield port, process

    @asynccontextmanager
    async def bare(self) -> AsyncIterator[tuple[int, Process]]:
        [port] = ports.free(1)
        env = {"BARE_MONGO_URL": self.mongo_url, "BARE_PORT": str(port)}
        async with self._server(["tests.bench.bare"], port, env, "/openapi.json") as process:
            yield port, process

    @asynccontextmanager
    async def _server(self, command: list[str], port: int, env: dict[str, str], ready: str) -> AsyncIterator[Process]:
        process = Process(command[-1], [sys.executable, "-m", *command], self.folder / f"{command[0]}.log", env)
        process.start()
        try:
            await process.until(answers(f"http://{ports.LOOPBACK}:{port}{ready}"))
            yield process
        finally:
            await process.stop()


@asynccontextmanager
async def ground() -> AsyncIterator[Ground]:
    issuer = TokenIssuer()
    issuer.start()
    try:
        with TemporaryDirectory() as name:
            [port] = ports.free(1)
            mongo = Mongod(Path(name) / "mongod", port, Path(name))
            await mongo.start()
            try:
                yield Ground(mongo.url, issuer, Path(name))
            finally:
                await mongo.stop()
    finally:
        issuer.stop()
