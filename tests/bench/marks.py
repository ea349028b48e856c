"""Accepting a mark, beside FastAPI with one bare MongoDB write: each server alone on one core, in turns.

Accepting means all of it: who the expert is, the jury, the rules of the sheet, the history, the version guard, and the mark
safely in the database. With many tablets at once, and with one alone, which no other mark's command can carry along.
"""

import asyncio
import json
from collections.abc import Iterator
from itertools import count
from statistics import median
from typing import Any, cast
from uuid import uuid4

import httpx2
from pymongo import AsyncMongoClient
from tests.bench.load import Request, rate
from tests.bench.sides import CONNECTIONS, DATABASE, Side, compared, ground
from tests.competitions.playing import V1, Play

from demo.scheme import Aspect, schemes
from demo.workbook import workbook
from localstack.token_issuer import TokenIssuer

ROUNDS = 7
REQUESTS = 384
ALONE = 120
COMPETITORS = 75
GOAL = 0.6
FIRST = 90
FIRST_GOAL = 0.4


async def skill_being_marked(
    port: int, issuer: TokenIssuer, competitors: int = COMPETITORS
) -> tuple[list[Request], list[Request]]:
    """A skill that is being marked: a request for the first mark on each of its sheets, which nobody has looked at, and one for every
    other mark, each sheet's in its order."""
    scheme = schemes()[0]
    async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=30) as http:
        play = Play(http, cast("Any", None), issuer)
        await play.open()
        await play.appoint("chief", "R-90", "chief")
        for account, member in (("one", "R-91"), ("two", "R-92")):
            await play.appoint(account, member)
        for number in range(competitors):
            await play.compete(f"Скоров-{number}", f"M-{number}")
        await play.put_workbook(workbook(scheme))
        await play.post(f"/skills/{play.skill}/marking")
        headers = {**play.expert("one"), "content-type": "application/json"}
        first: list[Request] = []
        further: list[Request] = []
        for form in scheme.forms:
            found = await play.get(f"/skills/{play.skill}/sheets?sub_criterion={form.code}&limit=100")
            for number, aspect in enumerate(form.aspects):
                body = json.dumps(_entry(aspect, list(play.experts.values()))).encode()
                (further if number else first).extend(
                    Request.of("PUT", f"{V1}/sheets/{sheet['id']}/marks/{aspect.code}", _keyed(headers), body)
                    for sheet in found["items"]
                )
        return first, further


def _keyed(headers: dict[str, str]) -> dict[str, str]:
    """Every mark that a tablet sends has a key."""
    return {**headers, "idempotency-key": str(uuid4())}


def _entry(aspect: Aspect, judges: list[str]) -> dict[str, Any]:
    """The first one of its aspect."""
    return {**found(aspect, judges), "saw": None}


def found(aspect: Aspect, judges: list[str]) -> dict[str, Any]:
    if aspect.type == "J":
        return {"judgement": [2, 2, 3], "judges": judges}
    if aspect.calculation is None or aspect.calculation.type == "PASS_FAIL":
        return {"measurement": True}
    return {"measurement": str(aspect.calculation.parameters[0])}


def _bare(route: str) -> Iterator[Request]:
    headers = {"content-type": "application/json"}
    for number in count():
        path = f"/sheets/sheet-{number % 600}/{route}/B1.0{number % 5}"
        # Another value each time: MongoDB writes nothing where nothing changes.
        yield Request.of("PUT", path, headers, b'{"measurement": "%d"}' % number)


async def measure() -> None:
    async with ground() as place, place.ours() as (port, process), place.bare() as (bare_port, bare_process):
        first, further = await skill_being_marked(port, place.issuer)
        accepted = await _compare_first(Side(port, iter(first), process), Side(bare_port, _bare("first"), bare_process))
        await _answered(port, first[accepted:])
        accepted = len(first) + await _compare(
            Side(port, iter(further), process), Side(bare_port, _bare("marks"), bare_process)
        )
        kept = await count_marks(place.mongo_url)
        if kept != accepted:
            raise SystemExit(f"{accepted} marks were accepted, {kept} are kept")


async def _answered(port: int, requests: list[Request]) -> None:
    """So that each sheet has been seen."""
    await rate(port, requests, CONNECTIONS)


async def _compare_first(ours: Side, bare: Side) -> int:
    """Prints the ratio of marks on sheets that were not seen before. Returns how many requests each side has answered."""
    found = await compared(ours, bare, rounds=ROUNDS, requests=FIRST)
    print(
        f"accept the first mark on a sheet / FastAPI with one read and one write: {found.by_clock:.0%} by the clock,"
        f" {found.by_cpu:.0%} by the server's CPU time ({CONNECTIONS} tablets, a sheet each, medians of {ROUNDS} rounds;"
        f" goal >= {FIRST_GOAL:.0%})   best {found.best[0]:.0f} / {found.best[1]:.0f} a second"
    )
    return FIRST * (ROUNDS + 1)


async def _compare(ours: Side, bare: Side) -> int:
    """Prints the ratios. Returns how many requests each side has answered."""
    found = await compared(ours, bare, rounds=ROUNDS, requests=REQUESTS)
    print(
        f"accept a mark / FastAPI with one write: {found.by_clock:.0%} by the clock, {found.by_cpu:.0%} by the server's"
        f" CPU time ({CONNECTIONS} tablets, medians of {ROUNDS} rounds; goal >= {GOAL:.0%})"
        f"   best {found.best[0]:.0f} / {found.best[1]:.0f} a second"
    )
    turns = [(await ours.alone(ALONE), await bare.alone(ALONE)) for _ in range(ROUNDS)]
    print(
        f"accept a mark / FastAPI with one write, one tablet alone: {median(ours / bare for ours, bare in turns):.0%}"
        f"   {1000 / median(ours for ours, _ in turns):.1f} / {1000 / median(bare for _, bare in turns):.1f} ms a mark"
    )
    return REQUESTS * (ROUNDS + 1) + ALONE * ROUNDS


async def count_marks(mongo_url: str) -> int:
    """How many aspects have a mark: each request was for another one."""
    async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
        stages = [{"$group": {"_id": None, "entered": {"$sum": "$entered"}}}]
        [found] = await (await client[DATABASE]["sheets"].aggregate(stages)).to_list()
        entered: int = found["entered"]
        return entered


if __name__ == "__main__":
    asyncio.run(measure())
