"""A table of 100,000 rows: read, handed out and told by a worker whose memory stays as it was."""

import os
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from tests.competitions.awards.granting import offered_in, row, xlsx
from tests.competitions.awards.test_killed import OLGA
from tests.competitions.entering.processes import Running, from_nothing, processes
from tests.competitions.entering.test_killed_places import app, on_kafka
from tests.endurance.sizes import FULL, size
from tests.waiting import until

from competitions.commands.awards.bringing import bring_table
from competitions.commands.awards.starting import start_table
from competitions.domain.awards.facts import Context, Terms
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.tables import Allowed, TableStage
from competitions.settings import Settings
from competitions.wiring import App
from shared.mongo.pending_events import WAITING

__all__ = ["app", "on_kafka"]
FEW, MANY = size(300, 10_000), size(900, 100_000)
MOST_GROWTH = 80
"""Megabytes that the worker may take more for ten times as many rows."""


def megabytes(worker: Running) -> int:
    """The most that the process has held so far."""
    told = Path(f"/proc/{worker.process.pid if worker.process else os.getpid()}/status").read_text("utf-8")
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


def cpu_seconds(worker: Running) -> float:
    """That the process has used, without those that it started."""
    told = Path(f"/proc/{worker.process.pid if worker.process else os.getpid()}/stat").read_text("utf-8")
    return sum(int(ticks) for ticks in told.rpartition(")")[2].split()[11:13]) / os.sysconf("SC_CLK_TCK")


async def handed_out(app: App, offer: Offer, number: int, first: int) -> dict[str, float]:
    """Seconds of each step."""
    content = xlsx([row(n) for n in range(first, first + number)])

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 65536):
            yield content[start : start + 65536]

    began = time.perf_counter()
    table = await bring_table(app, uuid4(), offer.id, Terms(date(2026, 5, 28), "ru", Context()), pieces(), OLGA)
    steps = {"kept": time.perf_counter() - began}

    async def stage() -> TableStage:
        return (await app.award_tables.get(table.id)).stage

    async def is_checked() -> bool:
        return await stage() is not TableStage.READING

    async def is_done() -> bool:
        return await stage() is TableStage.DONE

    async def is_told() -> bool:
        return not await app.awards.collection.find_one(WAITING) and not await app.people.collection.find_one(WAITING)

    await until(is_checked, seconds=600)
    steps["checked"] = time.perf_counter() - began
    await start_table(app, table.id, Allowed(), OLGA)
    await until(is_done, seconds=900)
    steps["granted"] = time.perf_counter() - began
    await until(is_told, seconds=900)
    return {**steps, "told": time.perf_counter() - began}


@pytest.mark.endurance
async def test_a_table_of_any_length_takes_no_more_memory(on_kafka: Settings, app: App) -> None:
    offer = await offered_in(app)
    async with processes(on_kafka, ("worker",), from_nothing) as [worker]:
        await handed_out(app, offer, FEW, 0)
        before, used = megabytes(worker), cpu_seconds(worker)
        steps = await handed_out(app, offer, MANY, FEW)
        after, used = megabytes(worker), cpu_seconds(worker) - used
    took = {name: round(seconds, 1) for name, seconds in steps.items()}
    print(f"{MANY} rows: {took}; {used:.1f} s of CPU, {before} MB, then {after} MB")
    assert await app.awards.collection.count_documents({}) == FEW + MANY
    if FULL:
        assert after - before < MOST_GROWTH
