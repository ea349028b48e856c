"""Accepting a mark, beside FastAPI with one bare MongoDB write: each server alone on one core, in turns.

Accepting means all of it: the token's signature, who the expert is, the jury, the rules of the sheet, the history, the
version guard.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, cast

import httpx2
from tests.bench.load import Request, rate
from tests.competitions.playing import V1, Play

from demo.scheme import Aspect, schemes
from demo.workbook import workbook
from localstack import ports
from localstack.http_ready import answers
from localstack.mongod import Mongod
from localstack.processes import Process
from localstack.token_issuer import TokenIssuer

ROUNDS = 7
REQUESTS = 480
CONNECTIONS = 16
COMPETITORS = 60
GOAL = 0.6


@asynccontextmanager
async def server(command: list[str], port: int, env: dict[str, str], ready: str, log: Path) -> AsyncIterator[Process]:
    process = Process(command[-1], [sys.executable, "-m", *command], log, env)
    process.start()
    try:
        await process.until(answers(f"http://{ports.LOOPBACK}:{port}{ready}"))
        yield process
    finally:
        await process.stop()


def _settings(port: int, mongo_url: str, issuer: TokenIssuer) -> dict[str, str]:
    own = {
        "environment": "local",
        "public_url": f"http://localhost:{port}",
        "port": str(port),
        "mongo_url": mongo_url,
        "mongo_database": "competitions",
        "kafka_bootstrap": "127.0.0.1:1",
        "session_secret": "b" * 40,
        "log_level": "WARNING",
        **issuer.settings(),
    }
    return {f"COMPETITIONS_{name}".upper(): value for name, value in own.items()}


async def _ours(port: int, issuer: TokenIssuer) -> list[Request]:
    """A skill that is being marked, and one request for every mark of it, each sheet's in its order."""
    scheme = schemes()[0]
    async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=30) as http:
        play = Play(http, cast("Any", None), issuer)
        await play.open()
        await play.appoint("chief", "R-90", "chief")
        await play.appoint("one", "R-91")
        for number in range(COMPETITORS):
            await play.compete(f"Скоров-{number}", f"M-{number}")
        await play.put_workbook(workbook(scheme))
        await play.post(f"/skills/{play.skill}/marking")
        headers = {**play.expert("one"), "content-type": "application/json"}
        requests = []
        for form in scheme.forms:
            found = await play.get(f"/skills/{play.skill}/sheets?sub_criterion={form.code}&limit=100")
            for sheet in found["items"]:
                await play.get(f"/sheets/{sheet['id']}")  # As a tablet does before it shows the form.
            for aspect in form.aspects:
                body = json.dumps(_entry(aspect)).encode()
                requests += [
                    Request.of("PUT", f"{V1}/sheets/{sheet['id']}/marks/{aspect.code}", headers, body)
                    for sheet in found["items"]
                ]
        return requests


def _entry(aspect: Aspect) -> dict[str, Any]:
    if aspect.type == "J":
        return {"judgement": [2, 2, 3]}
    if aspect.calculation is None or aspect.calculation.type == "PASS_FAIL":
        return {"measurement": True}
    return {"measurement": str(aspect.calculation.parameters[0])}


def _bare() -> list[Request]:
    headers = {"content-type": "application/json"}
    return [
        Request.of("PUT", f"/sheets/sheet-{number % 600}/marks/B1.0{number % 5}", headers, b'{"measurement": "2"}')
        for number in range(REQUESTS * (ROUNDS + 1))
    ]


async def measure() -> None:
    issuer = TokenIssuer()
    issuer.start()
    with tempfile.TemporaryDirectory() as folder:
        try:
            await _measure(Path(folder), issuer)
        finally:
            issuer.stop()


async def _measure(folder: Path, issuer: TokenIssuer) -> None:
    mongo_port, ours_port, bare_port = ports.free(3)
    mongo = Mongod(folder / "mongod", mongo_port, folder)
    await mongo.start()
    bare_env = {"BARE_MONGO_URL": mongo.url, "BARE_PORT": str(bare_port)}
    try:
        ours_env = _settings(ours_port, mongo.url, issuer)
        async with (
            server(["competitions", "api"], ours_port, ours_env, "/readyz", folder / "ours.log") as ours,
            server(["tests.bench.bare"], bare_port, bare_env, "/openapi.json", folder / "bare.log") as bare,
        ):
            marks = await _ours(ours_port, issuer)
            await _compare(Side(ours_port, marks, ours), Side(bare_port, _bare(), bare))
    finally:
        await mongo.stop()


@dataclass(frozen=True)
class Side:
    port: int
    requests: list[Request]
    server: Process
    taken: Iterator[int] = field(default_factory=count)

    async def round(self) -> tuple[float, float]:
        """Answers a second of the clock, and answers a second of the server's own CPU time."""
        before = self._cpu_seconds()
        begin = next(self.taken) * REQUESTS
        requests = self.requests[begin : begin + REQUESTS]
        by_clock = await rate(self.port, requests, CONNECTIONS)
        return by_clock, REQUESTS / (self._cpu_seconds() - before)

    def _cpu_seconds(self) -> float:
        user, system = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def _compare(ours: Side, bare: Side) -> None:
    await ours.round(), await bare.round()  # The first one warms both up.
    rounds = [(*await ours.round(), *await bare.round()) for _ in range(ROUNDS)]
    by_clock = median(ours / bare for ours, _, bare, _ in rounds)
    by_cpu = median(ours / bare for _, ours, _, bare in rounds)
    print(
        f"accept a mark / FastAPI with one write: {by_clock:.0%} by the clock, {by_cpu:.0%} by the server's CPU time"
        f" (medians of {ROUNDS} rounds; goal >= {GOAL:.0%})"
        f"   best {max(one[0] for one in rounds):.0f} / {max(one[2] for one in rounds):.0f} a second"
    )


def main() -> None:
    os.sched_setaffinity(0, os.sched_getaffinity(0))
    asyncio.run(measure())


if __name__ == "__main__":
    main()
