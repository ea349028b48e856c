"""A day without a network, sent at once: tablets replay what they kept into two processes, beside FastAPI with one read and one write an
entry, in the same batches into two processes of its own. The sides take turns, a batch of each tablet at a time."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import cycle, islice, repeat
from statistics import median
from time import perf_counter
from typing import Any, Final, cast
from uuid import uuid4

import httpx2
from tests.bench.load import Request, rate
from tests.bench.marks import count_marks, found
from tests.bench.sides import Ground, ground
from tests.competitions.playing import V1, Play

from demo.scheme import schemes
from demo.workbook import workbook
from localstack.token_issuer import TokenIssuer

TABLETS: Final = 50
ENTRIES: Final = 200
"""Of each tablet."""
BATCH: Final = 50
WORKERS: Final = 2
COMPETITORS: Final = 160
EXPERTS: Final = ("one", "two")
GOAL: Final = 2.0
Round = Sequence[Sequence[Request]]
"""The requests of one turn, for each process."""


@dataclass(frozen=True)
class Doors:
    """Two processes of one side, and what they are still to be sent."""

    ports: Sequence[int]
    rounds: Sequence[Round]

    async def replay(self, number: int) -> float:
        """Seconds of one turn."""
        began = perf_counter()
        turn = zip(self.ports, self.rounds[number], strict=True)
        await asyncio.gather(*(rate(port, requests, len(requests)) for port, requests in turn))
        return perf_counter() - began


async def kept_on_tablets(port: int, issuer: TokenIssuer) -> Sequence[Round]:
    """What all tablets send, by turn and process: each has marked competitor after competitor."""
    scheme = schemes()[0]
    async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as http:
        play = Play(http, cast("Any", None), issuer)
        await play.open()
        await play.appoint("chief", "R-90", "chief")
        for account in EXPERTS:
            await play.appoint(account, f"R-{account}")
        for number in range(COMPETITORS):
            await play.compete(f"Повторов-{number}", f"M-{number}")
        await play.put_workbook(workbook(scheme))
        await play.post(f"/skills/{play.skill}/marking")
        judges, entries = list(play.experts.values()), list[dict[str, Any]]()
        for form in scheme.forms:
            for sheet in await _sheets(play, form.code):
                own = {"sheet": sheet, "saw": None}
                entries += ({**own, "code": aspect.code, **found(aspect, judges)} for aspect in form.aspects)
        tablets = _parts(entries, ENTRIES)[:TABLETS]
        accounts = list(islice(cycle(EXPERTS), TABLETS))
        by = {account: (play.experts[account], play.expert(account)) for account in EXPERTS}
        return _by_turn(
            [
                [_sent(part, *by[account]) for part in _parts(tablet, BATCH)]
                for tablet, account in zip(tablets, accounts, strict=True)
            ]
        )


async def _sheets(play: Play, code: str) -> Sequence[str]:
    """Of all competitors, by their ids."""
    made, cursor = list[str](), ""
    while True:
        page = await play.get(f"/skills/{play.skill}/sheets?sub_criterion={code}&limit=100{cursor}")
        made += (one["id"] for one in page["items"])
        if page["next"] is None:
            return made
        cursor = f"&cursor={page['next']}"


def _parts(entries: Sequence[dict[str, Any]], size: int) -> Sequence[Sequence[dict[str, Any]]]:
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def _sent(entries: Sequence[dict[str, Any]], author: str, headers: dict[str, str]) -> Request:
    made = [{"key": str(uuid4()), "author": author, **one} for one in entries]
    body = json.dumps({"entries": made}).encode()
    return Request.of("POST", f"{V1}/sheets/entries", {**headers, "content-type": "application/json"}, body)


def _bare() -> Sequence[Round]:
    """As many marks on as many sheets."""

    def batch(tablet: int, turn: int) -> Request:
        made = [
            {
                "sheet": f"{tablet}-{(turn * BATCH + number) // 13}",
                "code": f"A1_{number % 13:02}",
                "measurement": str(number),
            }
            for number in range(BATCH)
        ]
        return Request.of(
            "POST", "/entries", {"content-type": "application/json"}, json.dumps({"entries": made}).encode()
        )

    return _by_turn([[batch(tablet, turn) for turn in range(ENTRIES // BATCH)] for tablet in range(TABLETS)])


def _by_turn(tablets: Sequence[Sequence[Request]]) -> Sequence[Round]:
    return [[turn[at::WORKERS] for at in range(WORKERS)] for turn in map(list, zip(*tablets, strict=True))]


async def measure() -> None:
    async with ground() as place, AsyncExitStack() as held:
        ours = [(await held.enter_async_context(place.ours()))[0] for _ in repeat(None, WORKERS)]
        bare = [(await held.enter_async_context(place.bare()))[0] for _ in repeat(None, WORKERS)]
        await _compare(place, Doors(ours, await kept_on_tablets(ours[0], place.issuer)), Doors(bare, _bare()))


async def _compare(place: Ground, ours: Doors, bare: Doors) -> None:
    turns = [(await ours.replay(number), await bare.replay(number)) for number in range(ENTRIES // BATCH)]
    kept = await count_marks(place.mongo_url)
    if kept != TABLETS * ENTRIES:
        raise SystemExit(f"{TABLETS * ENTRIES} marks were sent, {kept} are kept")
    whole, bare_whole = (sum(side) for side in zip(*turns, strict=True))
    ratio = median(one / other for one, other in turns)
    print(
        f"replay a day of marks / FastAPI with one read and one write an entry: {ratio:.2f} x the time ({TABLETS} tablets,"
        f" {ENTRIES} marks each, {WORKERS} processes, batches of {BATCH}; goal <= {GOAL:.0f} x)"
        f"   {whole:.1f} / {bare_whole:.1f} s"
    )


if __name__ == "__main__":
    asyncio.run(measure())
