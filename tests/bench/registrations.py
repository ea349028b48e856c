"""Registering somebody (`POST` with an Idempotency-Key), beside FastAPI with the same writes: in turns, 16 callers at once."""

import asyncio
import json
from collections.abc import Iterator
from itertools import count, cycle
from typing import Any, cast
from uuid import uuid4

import httpx2
from pymongo import AsyncMongoClient
from tests.bench.load import Request
from tests.bench.sides import CONNECTIONS, DATABASE, Side, compared, ground
from tests.competitions.playing import V1, Play

from client import championships
from client.championships import Text
from localstack.token_issuer import TokenIssuer

ROUNDS = 7
REQUESTS = 240
SKILLS = 16
GOAL = 0.4
ALL = REQUESTS * (ROUNDS + 1)
AT_ONCE = 16


async def _ours(port: int, issuer: TokenIssuer) -> list[Request]:
    """A request for each of as many people as there will be, in the skills by turns."""
    async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=30) as http:
        play = Play(http, cast("Any", None), issuer)
        await play.open()
        name = Text(ru="Ремесло", en="Craft")
        skills = [
            await championships.add_skill(play.organiser, play.championship, f"{number:02}", name)
            for number in range(2, SKILLS + 2)
        ]
        subjects: list[str] = []
        for start in range(0, ALL, AT_ONCE):
            names = [f"Скоров-{number}" for number in range(start, min(start + AT_ONCE, ALL))]
            subjects += await asyncio.gather(*(play.person(name) for name in names))
        headers = {**play.anna(), "content-type": "application/json"}
    return [
        _request(f"{V1}/skills/{skill}/registrations", subject, headers)
        for subject, skill in zip(subjects, cycle(skills), strict=False)
    ]


def _bare() -> Iterator[Request]:
    for number in count():
        yield _request(f"/skills/skill-{number % SKILLS}/registrations", str(uuid4()), {})


def _request(path: str, subject: str, headers: dict[str, str]) -> Request:
    body = json.dumps({"subject_id": subject, "member": "R-01"}).encode()
    named = {"content-type": "application/json", **headers, "idempotency-key": str(uuid4())}
    return Request.of("POST", path, named, body)


async def measure() -> None:
    async with ground() as place, place.ours() as (port, process), place.bare() as (bare_port, bare_process):
        requests = await _ours(port, place.issuer)
        ours, bare = Side(port, iter(requests), process), Side(bare_port, _bare(), bare_process)
        found = await compared(ours, bare, rounds=ROUNDS, requests=REQUESTS)
        print(
            f"register / FastAPI with the same writes: {found.by_clock:.0%} by the clock, {found.by_cpu:.0%} by the"
            f" server's CPU time ({CONNECTIONS} callers, medians of {ROUNDS} rounds; goal >= {GOAL:.0%})"
            f"   best {found.best[0]:.0f} / {found.best[1]:.0f} a second"
        )
        kept = await _count(place.mongo_url)
        if kept != (ALL, ALL):
            raise SystemExit(f"{ALL} registrations were accepted; kept are {kept[0]}, with a place {kept[1]}")


async def _count(mongo_url: str) -> tuple[int, int]:
    """The registrations, and the places that are held."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        database = client[DATABASE]
        held: list[dict[str, Any]] = [
            {"$unwind": "$entries"},
            {"$match": {"entries.has_place": True}},
            {"$count": "held"},
        ]
        [found] = await (await database["places"].aggregate(held)).to_list()
        return await database["registrations"].count_documents({}), found["held"]


if __name__ == "__main__":
    asyncio.run(measure())
