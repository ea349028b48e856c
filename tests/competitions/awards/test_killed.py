"""A table of awards that is handed out by a worker that is killed all the while: no row lost or doubled, no award without its event."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from tests.competitions.awards.granting import lines, offered_in, row
from tests.competitions.entering.processes import Running, processes
from tests.competitions.entering.test_killed_places import app, on_kafka
from tests.competitions.playing import HOME
from tests.endurance.sizes import chance, size
from tests.shared.reading import read_all
from tests.waiting import until

from competitions.commands.awards.bringing import bring_table, check_table
from competitions.commands.awards.starting import start_table
from competitions.domain.awards.facts import Context, Terms
from competitions.domain.awards.rows import Outcome
from competitions.domain.awards.tables import Allowed, Table, TableStage
from competitions.settings import Settings
from competitions.wiring import App
from shared.contracts.competitions import AwardGranted, PersonChanged
from shared.events import Record, from_record
from shared.identity.principal import Principal, Role
from shared.ids import derive
from shared.mongo.pending_events import WAITING

__all__ = ["app", "on_kafka"]
ROWS = size(500, 20_000)
KILLS = size(2, 20)
OLGA = Principal("olga", "", frozenset({Role.OFFICER}), HOME)


async def started(app: App) -> Table:
    offer = await offered_in(app)

    async def content() -> AsyncIterator[bytes]:
        yield lines([row(n) for n in range(ROWS)])

    terms = Terms(date(2026, 5, 28), "ru", Context())
    table = await bring_table(app, derive("table of the test"), offer.id, terms, content(), OLGA)
    checked = await check_table(app, table) if table.stage is TableStage.READING else table
    assert checked.found.new == ROWS, checked.refused
    return await start_table(app, table.id, Allowed(), OLGA)


async def torment(app: App, worker: Running) -> int:
    """Kills it once it has written something more; how often that was before the end."""
    moments, midway = chance("awards"), 0
    seen = 0
    for _ in range(KILLS):
        wanted = seen + moments.randrange(1, max(2, 3 * ROWS // KILLS // 2))

        async def written(wanted: int = wanted) -> bool:
            return await progress(app) >= min(wanted, 3 * ROWS)

        await until(written, seconds=120)
        await worker.kill()
        seen = await progress(app)
        midway += seen < 3 * ROWS
        await worker.start()
    return midway


async def progress(app: App) -> int:
    """People, awards, and rows that are marked."""
    people, awards = [await store.collection.estimated_document_count() for store in (app.people, app.awards)]
    return people + awards + await app.award_rows.collection.count_documents({"outcome": {"$ne": None}})


@pytest.mark.endurance
async def test_each_row_is_granted_once_and_told_whatever_is_killed(on_kafka: Settings, app: App) -> None:
    table = await started(app)
    async with processes(on_kafka, ("worker",)) as [worker]:
        midway = await torment(app, worker)
        print(f"kills before the end: {midway} of {KILLS}")

        async def is_over() -> bool:
            done = (await app.award_tables.get(table.id)).stage is TableStage.DONE
            return done and not await app.awards.collection.find_one(WAITING)

        await until(is_over, seconds=300)
        assert not await app.people.collection.find_one(WAITING)
    assert midway, "the kills came too late to show anything"
    assert await app.award_rows.outcomes(table.id) == {Outcome.GRANTED: ROWS}
    awards = [one async for one in app.awards.each({}, part=1000)]
    assert len(awards) == len({one.subject_id for one in awards}) == ROWS
    assert {one.row for one in awards} == {one.number async for one in app.award_rows.each({}, part=1000)}
    told = [
        from_record(AwardGranted, one.value, one.headers).data
        for one in await read_all(on_kafka, AwardGranted.topic)
        if isinstance(one, Record)
    ]
    assert {(one.award_id, one.revision, one.subject_id) for one in told} == {
        (one.id, 1, one.subject_id) for one in awards
    }
    people = {one.key for one in await read_all(on_kafka, PersonChanged.topic)}
    assert people == {str(one.subject_id).encode() for one in awards}
