"""Accepting a mark, beside FastAPI with one bare MongoDB write: each server alone on one core, in turns.

Accepting means all of it: who the expert is, the jury, the rules of the sheet, the history, the version guard, and the mark
safely in the database. With many tablets at once, and with one alone, which no other mark's command can carry along.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any, cast
from uuid import uuid4

import httpx2
from pymongo import AsyncMongoClient
from tests.bench.load import Request, rate
from tests.competitions.playing import V1, Play
from tests.settings import environment, settings_of

from competitions.settings import Settings
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
ALONE = 120
COMPETITORS = 75
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
    address = {"public_url": f"http://localhost:{port}", "port": port}
    ours = settings_of(Settings, **address, mongo_url=mongo_url, mongo_database="competitions", **issuer.settings())
    return environment(ours)


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
                    Request.of("PUT", f"{V1}/sheets/{sheet['id']}/marks/{aspect.code}", _keyed(headers), body)
                    for sheet in found["items"]
                ]
        return requests


def _keyed(headers: dict[str, str]) -> dict[str, str]:
    """Every mark that a tablet sends has a key."""
    return {**headers, "idempotency-key": str(uuid4())}


def _entry(aspect: Aspect) -> dict[str, Any]:
    """The first one of its aspect."""
    return {**_found(aspect), "saw": None}


def _found(aspect: Aspect) -> dict[str, Any]:
    if aspect.type == "J":
        return {"judgement": [2, 2, 3]}
    if aspect.calculation is None or aspect.calculation.type == "PASS_FAIL":
        return {"measurement": True}
    return {"measurement": str(aspect.calculation.parameters[0])}


def _bare() -> Iterator[Request]:
    headers = {"content-type": "application/json"}
    for number in count():
        path = f"/sheets/sheet-{number % 600}/marks/B1.0{number % 5}"
        # Another value each time: MongoDB writes nothing where nothing changes.
        yield Request.of("PUT", path, headers, b'{"measurement": "%d"}' % number)


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
            accepted = await _compare(Side(ours_port, iter(marks), ours), Side(bare_port, _bare(), bare))
            kept = await _count(mongo.url)
            if kept != accepted:
                raise SystemExit(f"{accepted} marks were accepted, {kept} are kept")
    finally:
        await mongo.stop()


@dataclass(frozen=True)
class Side:
    port: int
    requests: Iterator[Request]
    server: Process

    async def round(self, requests: int = REQUESTS, connections: int = CONNECTIONS) -> tuple[float, float]:
        """Answers a second of the clock, and answers a second of the server's own CPU time."""
        before = self._cpu_seconds()
        by_clock = await rate(self.port, list(islice(self.requests, requests)), connections)
        return by_clock, requests / (self._cpu_seconds() - before)

    async def alone(self) -> float:
        """Answers a second to one tablet that waits for each."""
        by_clock, _ = await self.round(ALONE, 1)
        return by_clock

    def _cpu_seconds(self) -> float:
        user, system = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def _compare(ours: Side, bare: Side) -> int:
    """Prints the ratios. Returns how many requests each side has answered."""
    await ours.round(), await bare.round()  # The first one warms both up.
    rounds = [(*await ours.round(), *await bare.round()) for _ in range(ROUNDS)]
    by_clock = median(ours / bare for ours, _, bare, _ in rounds)
    by_cpu = median(ours / bare for _, ours, _, bare in rounds)
    print(
        f"accept a mark / FastAPI with one write: {by_clock:.0%} by the clock, {by_cpu:.0%} by the server's CPU time"
        f" ({CONNECTIONS} tablets, medians of {ROUNDS} rounds; goal >= {GOAL:.0%})"
        f"   best {max(one[0] for one in rounds):.0f} / {max(one[2] for one in rounds):.0f} a second"
    )
    turns = [(await ours.alone(), await bare.alone()) for _ in range(ROUNDS)]
    print(
        f"accept a mark / FastAPI with one write, one tablet alone: {median(ours / bare for ours, bare in turns):.0%}"
        f"   {1000 / median(ours for ours, _ in turns):.1f} / {1000 / median(bare for _, bare in turns):.1f} ms a mark"
    )
    return REQUESTS * (ROUNDS + 1) + ALONE * ROUNDS


async def _count(mongo_url: str) -> int:
    """How many aspects have a mark: each request was for another one."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        stages = [{"$group": {"_id": None, "entered": {"$sum": "$entered"}}}]
        [found] = await (await client["competitions"]["sheets"].aggregate(stages)).to_list()
        entered: int = found["entered"]
        return entered


def main() -> None:
    os.sched_setaffinity(0, os.sched_getaffinity(0))
    asyncio.run(measure())


if __name__ == "__main__":
    main()
