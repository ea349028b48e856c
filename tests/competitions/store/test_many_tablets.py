"""Marks that come at the same moment, through two processes: each is on its sheet once."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent
from tests.competitions.store.test_sheets import of
from tests.competitions.unit.sheets import GOOD, JURY, ONE, SHEET

from competitions.commands.marking import Proposal, TakingBack, enter_mark, take_back_mark
from competitions.domain.mark import Mark, Overtaken
from competitions.settings import Settings
from competitions.store import Sheets
from competitions.wiring import App
from shared.identity.principal import Principal, Role
from shared.mongo.database import CODEC, Document

EXPERT = Principal("one", "", frozenset({Role.EXPERT}))
SHEETS = [of("A1", number) for number in range(1, 13)]


async def _mark(app: App, sheet_id: UUID, code: str) -> UUID:
    await app.sheets.get(sheet_id)
    return (await enter_mark(app, sheet_id, Proposal(uuid4(), code, GOOD[code], EXPERT, saw=None))).id


async def test_every_mark_is_there_once_though_others_were_stale(app: App) -> None:
    await app.sheets.add_new(SHEETS)
    app.jurors.keep((SHEET.skill_id, EXPERT.account), ONE)
    app.juries.keep(SHEET.skill_id, JURY)
    processes = (app, replace(app, sheets=Sheets(app.database)))
    told = await asyncio.gather(
        *(_mark(processes[n % 2], sheet.id, code) for sheet in SHEETS for n, code in enumerate(GOOD))
    )
    kept = await app.sheets.find_many({})
    assert sorted(mark.id for sheet in kept for mark in sheet.history if isinstance(mark, Mark)) == sorted(told)
    assert {(sheet.version, len(sheet.history), sheet.entered) for sheet in kept} == {
        (1 + len(GOOD), len(GOOD), len(GOOD))
    }


class Commands(CommandListener):
    """The names of the commands that were sent."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.names.append(event.command_name)

    def succeeded(self, event: CommandSucceededEvent) -> None: ...
    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_what_was_seen_and_what_is_taken_back_cost_no_read(app: App, settings: Settings) -> None:
    """Decision 0008: one write each. A question reads the newest state, and who made the other entry."""
    await app.sheets.add_new(SHEETS[:1])
    app.jurors.keep((SHEET.skill_id, EXPERT.account), ONE)
    app.juries.keep(SHEET.skill_id, JURY)
    commands, sheet = Commands(), SHEETS[0]
    async with AsyncMongoClient[Document](settings.mongo_url, event_listeners=[commands]) as client:
        heard = replace(app, sheets=Sheets(client.get_database(settings.mongo_database, codec_options=CODEC)))
        await heard.sheets.get(sheet.id)
        commands.names.clear()
        entered = await enter_mark(heard, sheet.id, Proposal(uuid4(), "A1.01", GOOD["A1.01"], EXPERT, saw=None))
        await take_back_mark(heard, sheet.id, TakingBack(uuid4(), "A1.01", EXPERT, entered.id, "A slip"))
        assert commands.names == ["update", "update"]
        with pytest.raises(Overtaken):
            await enter_mark(heard, sheet.id, Proposal(uuid4(), "A1.01", GOOD["A1.01"], EXPERT, saw=None))
        assert commands.names == ["update", "update", "find"]
