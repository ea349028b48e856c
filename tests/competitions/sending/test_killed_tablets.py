"""Tablets that send a day's entries, while both processes that take them are killed and the database changes its primary."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Final, cast
from uuid import uuid4

import httpx2
import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import AutoReconnect, OperationFailure
from tests.competitions.entering.processes import Running, processes
from tests.competitions.playing import V1, Play
from tests.endurance.sizes import FULL, chance, size

from client import marking
from competitions.settings import Settings
from localstack import ports
from localstack.backbone import Backbone
from localstack.mongod import Mongod
from localstack.token_issuer import TokenIssuer

TABLETS: Final = size(3, 50)
ENTRIES: Final = size(40, 200)
"""Of each tablet."""
BATCH: Final = 20
KILLS: Final = size(2, 12)
STEP_DOWNS: Final = size(1, 3)
LONGEST_PAUSE: Final = size(1, 4) / 5
"""Seconds between two of them."""
EXPERTS: Final = ("one", "three")
VALUES: Final[dict[str, list[Any]]] = {
    "A1.01": [{"measurement": True}, {"measurement": False}],
    "A1.02": [{"judgement": [2, 2, 3]}, {"judgement": [1, 2, 1]}, {"judgement": [0, 0, 1]}],
    "B1.01": [{"measurement": str(count)} for count in range(6)],
    "B2.01": [{"measurement": "none left"}, {"measurement": "some left"}],
}


@dataclass
class Tablet:
    """One expert's, on which one competitor is marked again and again."""

    author: str
    headers: dict[str, str]
    sheets: dict[str, str]
    """By sub-criterion."""
    judges: list[str]
    seen: dict[str, str] = field(default_factory=dict)
    """The record of each aspect that the tablet was told of last."""
    told: dict[str, list[str]] = field(default_factory=dict)
    """What it was told is saved: ids of records by sheet, in the order in which they were entered."""

    def entries(self, moments: random.Random) -> Iterator[dict[str, Any]]:
        """Each says something else than the one before it on its aspect, so that each is one more record."""
        turns = dict.fromkeys(VALUES, 0)
        while True:
            code = moments.choice(list(VALUES))
            turns[code] += 1
            said = VALUES[code][turns[code] % len(VALUES[code])]
            judged = {"judges": self.judges} if "judgement" in said else {}
            own = {"key": str(uuid4()), "sheet": self.sheets[code.partition(".")[0]], "code": code}
            yield {**own, "author": self.author, **judged, **said}

    def batch(self, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each with what it saw: the entry before it in the batch, or what the tablet was told."""
        before: dict[str, str] = {}
        made = []
        for one in entries:
            code = one["code"]
            made.append({**one, **({"after": before[code]} if code in before else {"saw": self.seen.get(code)})})
            before[code] = one["key"]
        return made

    async def send(self, http: httpx2.AsyncClient, doors: Sequence[Running], moments: random.Random) -> None:
        waiting = list(islice(self.entries(moments), ENTRIES))
        while waiting:
            batch = self.batch(waiting[:BATCH])
            for entry, result in zip(batch, await self._answered(http, doors, moments, batch), strict=True):
                assert result["status"] == HTTPStatus.OK, result
                self.seen[entry["code"]] = result["record"]["id"]
                self.told.setdefault(entry["sheet"], []).append(result["record"]["id"])
            waiting = waiting[BATCH:]

    async def _answered(
        self, http: httpx2.AsyncClient, doors: Sequence[Running], moments: random.Random, batch: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """As the page does: the same batch, until each of its entries has an answer that will stay."""
        while True:
            try:
                address = moments.choice(doors).address
                answer = await http.post(f"{address}{V1}/sheets/entries", json={"entries": batch}, headers=self.headers)
            except httpx2.TransportError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code == HTTPStatus.OK:
                results: list[dict[str, Any]] = answer.json()["results"]
                if not any(one["status"] in {424, 425, 503} for one in results):
                    return results
            else:
                assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE, answer.text
            await asyncio.sleep(0.1)


@dataclass
class Ground:
    """A database that steps down for nobody else, and at full size a broker too."""

    mongo: Mongod
    settings: Settings
    backbone: Backbone | None = None

    async def step_down(self) -> None:
        async with AsyncMongoClient[dict[str, Any]](self.mongo.url) as client:
            with suppress(AutoReconnect, OperationFailure):  # it closes what is connected, us too
                await client.admin.command({"replSetStepDown": 1, "force": True})

    async def restart_broker(self) -> None:
        if self.backbone:
            await self.backbone.kafka.stop()
            await self.backbone.kafka.start()


@pytest.fixture
async def ground(settings: Settings, kafka_bootstrap: str, topic_prefix: str, tmp_path: Path) -> AsyncIterator[Ground]:
    given = {"topic_prefix": topic_prefix, "mongo_database": "tablets"}
    if FULL:
        backbone = Backbone.on_free_ports(tmp_path)
        await backbone.start()
        mongo = cast("Mongod", backbone.mongo)
        bootstrap = backbone.kafka.bootstrap
    else:
        backbone, bootstrap = None, kafka_bootstrap
        mongo = Mongod(tmp_path / "mongod", ports.free(1)[0], tmp_path / "logs")
        await mongo.start()
    yield Ground(
        mongo, settings.model_copy(update={**given, "mongo_url": mongo.url, "kafka_bootstrap": bootstrap}), backbone
    )
    await (backbone or mongo).stop()


@asynccontextmanager
async def tablets(doors: Sequence[Running], issuer: TokenIssuer) -> AsyncIterator[tuple[Play, list[Tablet]]]:
    """A skill that is being marked, each of whose competitors is in one tablet's hands."""
    async with httpx2.AsyncClient(base_url=doors[0].address, timeout=30) as http:
        play = Play(http, cast("Any", None), issuer)
        await play.open()
        await play.appoint("chief", "R-90", "chief")
        for account, member in (("one", "R-91"), ("two", "R-92"), ("three", "R-93")):
            await play.appoint(account, member)
        names = [f"Вымыслов-{number}" for number in range(TABLETS)]
        for name in names:
            await play.compete(name, "R-02")
        await play.bring_scheme()
        await marking.start(play.organiser, play.skill)
        made = []
        for number, name in enumerate(names):
            account = EXPERTS[number % 2]
            sheets = {code: await play.sheet(name, code) for code in ("A1", "B1", "B2")}
            judges = [play.experts[one] for one in ("one", "two", "three")]
            made.append(Tablet(play.experts[account], play.expert(account), sheets, judges))
        yield play, made


async def torment(ground: Ground, doors: Sequence[Running], moments: random.Random) -> None:
    """Both processes, the primary and at full size the broker, one after the other in an order of chance."""
    ends = [*(["kill"] * KILLS), *(["step down"] * STEP_DOWNS), "broker"]
    moments.shuffle(ends)
    for number, what in enumerate(ends):
        await asyncio.sleep(moments.uniform(0, LONGEST_PAUSE))
        if what == "kill":
            victim = doors[number % len(doors)]
            await victim.kill()
            await victim.start()
        else:
            await (ground.step_down() if what == "step down" else ground.restart_broker())


@pytest.mark.endurance
async def test_every_entry_that_a_tablet_was_told_is_saved_is_there_once_and_in_order(
    ground: Ground, token_issuer: TokenIssuer
) -> None:
    moments = chance("tablets")
    kinds = ("api", "api", "worker") if FULL else ("api", "api")
    async with AsyncExitStack() as held:
        doors = (await held.enter_async_context(processes(ground.settings, kinds)))[:2]
        play, all_tablets = await held.enter_async_context(tablets(doors, token_issuer))
        http = await held.enter_async_context(httpx2.AsyncClient(timeout=30))
        began = perf_counter()
        sending = asyncio.gather(*(one.send(http, doors, random.Random(moments.random())) for one in all_tablets))
        await asyncio.gather(sending, torment(ground, doors, moments))
        print(f"{TABLETS} tablets, {TABLETS * ENTRIES} entries, {KILLS} kills: {perf_counter() - began:.1f} s")
        for tablet in all_tablets:
            await expect_its_history(play, tablet)


async def expect_its_history(play: Play, tablet: Tablet) -> None:
    for sheet in tablet.sheets.values():
        history = (await play.get(f"/sheets/{sheet}"))["history"]
        assert [one["id"] for one in history] == tablet.told.get(sheet, [])
        assert {one["author"] for one in history} <= {tablet.author}
        times = [datetime.fromisoformat(one["at"]) for one in history]
        assert times == sorted(times)
