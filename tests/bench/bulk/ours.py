"""Our own way: two workers as processes, an achievement, and a table as an officer brings it."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests.bench.sides import cpu_seconds, resident_kb
from tests.competitions.awards.granting import lines, row
from tests.settings import environment, settings_of

import certificates.settings
import certificates.wiring
import competitions.settings
import competitions.wiring
from certificates.commands import achievements
from certificates.commands.issuers import NewIssuer, open_issuer
from certificates.domain.wording import Part, Want, Words
from competitions.commands.awards.bringing import bring_table
from competitions.commands.awards.starting import start_table
from competitions.domain.awards.facts import Context, Terms
from competitions.domain.awards.tables import Allowed, TableStage
from localstack import ports
from localstack.http_ready import answers
from localstack.processes import Process
from shared.identity.principal import Principal, Role
from shared.messaging import topics
from shared.mongo.pending_events import WAITING
from shared.settings import ServiceSettings
from shared.text import Text

HOME = "region-47"
OLGA = Principal("olga", "", frozenset({Role.OFFICER}), HOME)
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    rows: int
    checked: float
    """Seconds from the file to the answer of what is in it."""
    granted: float
    """Then until each row is granted."""
    issued: float
    """Then until the last event about a certificate is sent."""
    cpu: Mapping[str, float]
    """Seconds, of each service's worker."""
    megabytes: Mapping[str, float]
    """The most that each has held in memory since it began."""

    @property
    def seconds(self) -> float:
        return self.checked + self.granted + self.issued


@dataclass(frozen=True)
class Ours:
    granting: competitions.wiring.App
    issuing: certificates.wiring.App
    achievement: UUID
    workers: Mapping[str, Process]
    patience: float

    async def hand_out(self, first: int, rows: int) -> Taken:
        """A table of people from number `first` on. Raises where not exactly what is due was done."""
        before, cpu = await self._issued(), self._cpu()
        content = lines([row(number) for number in range(first, first + rows)])
        started = time.perf_counter()
        table = await bring_table(
            self.granting, uuid4(), self.achievement, Terms(date(2026, 5, 28), "ru", Context()), _pieces(content), OLGA
        )
        await self._until(lambda: self._is(table.id, TableStage.CHECKED))
        checked = time.perf_counter()
        await start_table(self.granting, table.id, Allowed(), OLGA)
        await self._until(lambda: self._is(table.id, TableStage.DONE))
        granted = time.perf_counter()
        await self._until(lambda: self._are_told(before + rows))
        issued = time.perf_counter()
        if await self._issued() != before + rows:
            raise RuntimeError(f"{rows} rows were granted; issued are {await self._issued() - before}")
        return Taken(
            rows,
            checked - started,
            granted - checked,
            issued - granted,
            {name: self._cpu()[name] - cpu[name] for name in cpu},
            {name: resident_kb(worker.pid, "VmHWM") / 1000 for name, worker in self.workers.items()},
        )

    async def _until(self, is_so: Any) -> None:
        async with asyncio.timeout(self.patience):
            while not await is_so():  # noqa: ASYNC110 - what is stored counts
                await asyncio.sleep(0.05)

    async def _is(self, table_id: UUID, stage: TableStage) -> bool:
        table = await self.granting.award_tables.get(table_id)
        if table.stage is TableStage.REFUSED:
            raise RuntimeError(f"the table is refused: {table.refused}")
        return table.stage is stage

    async def _are_told(self, wanted: int) -> bool:
        """Nothing counts here while they work: that would take from them."""
        stores = (self.granting.people, self.granting.awards, self.issuing.certificates)
        is_there = await self.issuing.certificates.collection.estimated_document_count() >= wanted
        return is_there and not any([await store.collection.find_one(WAITING, {"_id": True}) for store in stores])

    async def _issued(self) -> int:
        return await self.issuing.certificates.collection.count_documents({})

    def _cpu(self) -> dict[str, float]:
        return {name: cpu_seconds(worker.pid) for name, worker in self.workers.items()}


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]


@asynccontextmanager
async def ours(bootstrap: str, mongo_url: str, folder: Path, patience: float) -> AsyncIterator[Ours]:
    await topics.ensure(bootstrap)
    first, second = ports.free(2)
    given = {"mongo_url": mongo_url, "kafka_bootstrap": bootstrap}
    granting = settings_of(competitions.settings.Settings, mongo_database="competitions", worker_port=first, **given)
    issuing = settings_of(certificates.settings.Settings, mongo_database="certificates", worker_port=second, **given)
    async with AsyncExitStack() as stack:
        grants = await stack.enter_async_context(competitions.wiring.wire(granting))
        issues = await stack.enter_async_context(certificates.wiring.wire(issuing))
        workers = {
            "competitions": await _started("competitions", granting, folder),
            "certificates": await _started("certificates", issuing, folder),
        }
        for worker in workers.values():
            stack.push_async_callback(worker.stop)
        yield Ours(grants, issues, await _offered(grants, issues), workers, patience)


async def _offered(grants: competitions.wiring.App, issues: certificates.wiring.App) -> UUID:
    """An achievement of an issuer, once the other service has heard of it."""
    await open_issuer(issues, NewIssuer(HOME, Text("Центр навыков", "Skills Centre"), "47"), uuid4())
    both = Part("Робототехника для начинающих", "Robotics for beginners")
    words = Words(both, Part("Пройден курс.", "The course is completed."), wants=(Want("hours", required=True),))
    made = await achievements.make(issues, HOME, "robotics", "course", words, by="olga", change_id=uuid4())
    async with asyncio.timeout(60):
        while await grants.offers.find(made.id) is None:  # noqa: ASYNC110 - it comes by the broker
            await asyncio.sleep(0.05)
    return made.id


async def _started(name: str, settings: ServiceSettings, folder: Path) -> Process:
    command = [sys.executable, "-m", name, "worker"]
    process = Process(name, command, folder / f"{name}.log", environment(settings, log_level="INFO"))
    process.start()
    await process.until(answers(f"http://{ports.LOOPBACK}:{settings.worker_port}/readyz"))
    return process
