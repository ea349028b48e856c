"""Our own pipeline: the three workers as processes, and what a publication finds there before it begins."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pymongo import AsyncMongoClient
from tests.awards import GOLD, PARTICIPATION
from tests.bench.publication.size import Size
from tests.bench.sides import cpu_seconds, resident_kb
from tests.certificates.playing import described, person
from tests.settings import environment, settings_of

import certificates.handlers
import certificates.settings
import certificates.wiring
import competitions.settings
import notifications.handlers
import notifications.settings
import notifications.wiring
from certificates.commands.issuers import NewIssuer, open_issuer
from localstack import ports
from localstack.http_ready import answers
from localstack.processes import Process
from shared.contracts import Earned
from shared.contracts.competitions import (
    ChampionshipDescribed,
    PersonChanged,
    ResultPublished,
    ResultStatus,
    SkillDescribed,
)
from shared.events import Event, event
from shared.ids import derive
from shared.messaging import topics
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database, connect, database
from shared.settings import ServiceSettings
from shared.text import Text

NICE = ServiceSettings.model_fields["worker_nice"].default
WAITING = ("queued", "sending")
SERVICES = ("competitions", "certificates", "notifications")


@dataclass(frozen=True, slots=True)
class Published:
    """The results of a skill, of which only the events matter here."""

    id: UUID
    version: int = 1


class Results(Aggregates[Published]):
    publishes = True

    def __init__(self, database: Database) -> None:
        super().__init__(database, "results", Published, LookupError)


@dataclass(frozen=True, slots=True)
class Taken:
    seconds: float
    cpu: Mapping[str, float]
    """Seconds, of each service's worker."""
    megabytes: Mapping[str, float]
    """The most that each has held in memory since it began."""


@dataclass(frozen=True)
class Ours:
    results: Results
    told: Database
    """Of notifications."""
    register: Database
    """Of certificates."""
    workers: dict[str, Process]
    settings: Mapping[str, ServiceSettings]
    people: tuple[UUID, ...]
    championship: ChampionshipDescribed
    skill: SkillDescribed

    async def give_way(self) -> None:
        """The workers begin anew at the priority that they have in production. What is compared with bare drivers, which give way to
        nobody, does not either."""
        for name, worker in self.workers.items():
            await worker.stop()
            settings = self.settings[name].model_copy(update={"worker_nice": NICE})
            self.workers[name] = await _started(name, settings, worker.log.parent)

    async def close(self) -> None:
        for worker in self.workers.values():
            await worker.stop()

    async def publish(self, size: Size) -> Taken:
        """Until the last message is sent and recorded. Raises where not exactly what is due was done."""
        before, cpu, due = await self.counts(), self._cpu(), await self._stored() + size.deliveries
        started = time.perf_counter()
        await self.offer(size)
        await self.until_sent(due)
        seconds, cpu = time.perf_counter() - started, {name: self._cpu()[name] - cpu[name] for name in cpu}
        most = {name: resident_kb(worker.pid, "VmHWM") / 1000 for name, worker in self.workers.items()}
        after = await self.counts()
        if after != (before[0] + size.certificates, before[1] + size.deliveries):
            raise RuntimeError(f"the pipeline did not do its work: {before} {after}")
        return Taken(seconds, cpu, most)

    async def offer(self, size: Size) -> None:
        """Writes the results of every skill; the workers do the rest."""
        written = [self._skill(size, number) for number in range(size.skills)]
        await asyncio.gather(*(self.results.add(Published(uuid4()), *events) for events in written))

    async def until_sent(self, due: int) -> None:
        """Until there are `due` deliveries and none of them waits."""
        async with asyncio.timeout(300):
            while not await self.are_sent(due):  # noqa: ASYNC110 - what is stored counts
                await asyncio.sleep(0.02)

    async def are_sent(self, due: int) -> bool:
        return await self._stored() >= due and not await self._some_wait()

    async def kill(self, name: str) -> None:
        """As `kill -9` does; it begins anew, and is ready."""
        worker = self.workers[name]
        worker.kill()
        await _ready(worker, self.settings[name])

    def _skill(self, size: Size, number: int) -> list[Event[ResultPublished]]:
        return [self._result(who, is_winner=who < size.winners) for who in range(number, size.competitors, size.skills)]

    def _result(self, who: int, *, is_winner: bool) -> Event[ResultPublished]:
        subject, at = self.people[who], datetime.now(UTC)
        awards = [PARTICIPATION, GOLD] if is_winner else [PARTICIPATION]
        data = ResultPublished(
            result_id=uuid4(),
            championship_id=self.championship.championship.id,
            championship_edition=1,
            skill_id=self.skill.skill.id,
            skill_edition=1,
            total=Decimal("75.25"),
            scale_score=743,
            scale_policy="ws700",
            medal_policy="within-2-points",
            awards=tuple(Earned(subject_id=subject, award=award) for award in awards),
            published_at=at,
            status=ResultStatus.OFFICIAL,
            revision=1,
            skill_head="5e" * 32,
        )
        return event(data, id=derive(data.result_id, data.type), at=at)

    async def _stored(self) -> int:
        """Deliveries. Neither this nor the other question counts anything: that would take from whoever sends them."""
        return await self.told["deliveries"].estimated_document_count()

    async def _some_wait(self) -> bool:
        return await self.told["deliveries"].find_one({"state": {"$in": WAITING}}, {"_id": True}) is not None

    async def _sent(self) -> int:
        return await self.told["deliveries"].count_documents({"state": "sent"})

    async def counts(self) -> tuple[int, int]:
        """Certificates, and deliveries that were sent."""
        return await self.register["certificates"].count_documents({}), await self._sent()

    def _cpu(self) -> dict[str, float]:
        return {name: cpu_seconds(worker.pid) for name, worker in self.workers.items()}


@asynccontextmanager
async def ours(people: int, bootstrap: str, mongo_url: str, smtp_port: int, folder: Path) -> AsyncIterator[Ours]:
    """With so many people who are known, and an issuer."""
    await topics.ensure(bootstrap)
    kinds: dict[str, type[ServiceSettings]] = {
        "competitions": competitions.settings.Settings,
        "certificates": certificates.settings.Settings,
        "notifications": notifications.settings.Settings,
    }
    given = {"mongo_url": mongo_url, "kafka_bootstrap": bootstrap}
    settings: dict[str, Any] = {
        name: settings_of(kind, mongo_database=name, worker_port=ports.free(1)[0], **given)
        for name, kind in kinds.items()
    }
    settings["notifications"] = settings["notifications"].model_copy(update={"smtp_port": smtp_port})
    championship, skill = described()
    known = [person(email=f"primer{number}@example.org") for number in range(people)]
    await _tell_certificates(settings["certificates"], known, championship, skill)
    await _tell_notifications(settings["notifications"], known, championship, skill)
    async with AsyncExitStack() as stack:
        client: AsyncMongoClient[dict[str, Any]] = await stack.enter_async_context(connect(settings["competitions"]))
        results = Results(database(client, settings["competitions"]))
        await results.ensure_indexes()
        workers = {name: await _started(name, settings[name], folder) for name in SERVICES}
        ids = tuple(one.subject_id for one in known)
        one = Ours(
            results, client["notifications"], client["certificates"], workers, settings, ids, championship, skill
        )
        stack.push_async_callback(one.close)
        yield one


async def _tell_certificates(
    settings: certificates.settings.Settings,
    people: list[PersonChanged],
    championship: ChampionshipDescribed,
    skill: SkillDescribed,
) -> None:
    async with certificates.wiring.wire(settings) as app:
        await open_issuer(app, NewIssuer("region-47", Text("Центр навыков", "Skills Centre"), "47"), uuid4())
        await app.titles.record_championship(championship)
        await app.titles.record_skill(skill)
        told = [event(one, id=uuid4(), at=app.now()) for one in people]
        handling = certificates.handlers.subscriptions.by_type[PersonChanged.type]
        await asyncio.gather(*(handling.handle(one, app) for one in told))


async def _tell_notifications(
    settings: notifications.settings.Settings,
    people: list[PersonChanged],
    championship: ChampionshipDescribed,
    skill: SkillDescribed,
) -> None:
    async with notifications.wiring.wire(settings) as app:
        await app.titles.record_championship(championship)
        await app.titles.record_skill(skill)
        told = [event(one, id=uuid4(), at=app.now()) for one in people]
        handling = notifications.handlers.subscriptions.by_type[PersonChanged.type]
        await asyncio.gather(*(handling.handle(one, app) for one in told))


async def _started(name: str, settings: ServiceSettings, folder: Path) -> Process:
    profile = os.environ.get("PROFILES")
    profiled = ["-m", "cProfile", "-o", f"{profile}/{name}.prof"] if profile else []
    command = [sys.executable, *profiled, "-m", name, "worker"]
    process = Process(name, command, folder / f"{name}.log", environment(settings, log_level="INFO"))
    await _ready(process, settings)
    return process


async def _ready(process: Process, settings: ServiceSettings) -> None:
    process.start()
    await process.until(answers(f"http://{ports.LOOPBACK}:{settings.worker_port}/readyz"))
