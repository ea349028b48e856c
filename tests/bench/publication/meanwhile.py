"""What people wait for while a publication is on its way: somebody scans a certificate, an expert enters a mark."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from tests.bench.load import Request, paced
from tests.bench.marks import skill_being_marked
from tests.bench.sides import Ground

from localstack.token_issuer import TokenIssuer

EVERY = 0.05
COMPETITORS = 30
APART = "marking"
"""A database of its own: what is marked here tells the workers nothing."""


@dataclass(frozen=True)
class Waits:
    """Seconds, of each answer."""

    scans: list[float]
    marks: list[float]

    @property
    def p95(self) -> tuple[float, float]:
        """Of a scan and of a mark, in milliseconds."""
        scan, mark = (1000 * sorted(one)[int(len(one) * 0.95)] for one in (self.scans, self.marks))
        return scan, mark


@dataclass(frozen=True)
class People:
    scanned: tuple[int, Iterator[Request]]
    """The port of the API, and what it is asked."""
    marked: tuple[int, Iterator[Request]]

    async def wait(self, until: asyncio.Event) -> Waits:
        scans, marks = await asyncio.gather(
            *(paced(port, asked, EVERY, until) for port, asked in (self.scanned, self.marked))
        )
        return Waits(scans, marks)


@asynccontextmanager
async def people(mongo_url: str, register: Any, folder: Path) -> AsyncIterator[People]:
    """`register`: the database of certificates, in which there is one."""
    issuer = TokenIssuer()
    issuer.start()
    ground = Ground(mongo_url, issuer, folder)
    certificate = await register["certificates"].find_one({})
    body = json.dumps({"qr": certificate["document"]["qr_text"]}).encode()
    scan = Request.of("POST", "/api/certificates/v1/verifications", {"content-type": "application/json"}, body)
    try:
        async with ground.ours("certificates") as (port, _), ground.ours(mongo_database=APART) as (marking, _):
            first, further = await skill_being_marked(marking, issuer, COMPETITORS)
            yield People((port, repeat(scan)), (marking, iter([*first, *further])))
    finally:
        issuer.stop()
