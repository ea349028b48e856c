"""Marks that come at the same moment, through two processes: each is on its sheet once."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

from tests.competitions.store.test_sheets import of
from tests.competitions.unit.sheets import GOOD, ONE, SHEET

from competitions.commands.marking import Proposal, enter_mark
from competitions.domain.mark import Mark
from competitions.store import Sheets
from competitions.wiring import App
from shared.identity.principal import Principal, Role

EXPERT = Principal("one", "", frozenset({Role.EXPERT}))
SHEETS = [of("A1", number) for number in range(1, 13)]


async def _mark(app: App, sheet_id: UUID, code: str) -> UUID:
    await app.sheets.get(sheet_id)
    return (await enter_mark(app, sheet_id, Proposal(uuid4(), code, GOOD[code], EXPERT, saw=None))).id


async def test_every_mark_is_there_once_though_others_were_stale(app: App) -> None:
    await app.sheets.add_new(SHEETS)
    app.jurors.keep((SHEET.skill_id, EXPERT.account), ONE)
    processes = (app, replace(app, sheets=Sheets(app.database)))
    told = await asyncio.gather(
        *(_mark(processes[n % 2], sheet.id, code) for sheet in SHEETS for n, code in enumerate(GOOD))
    )
    kept = await app.sheets.find_many({})
    assert sorted(mark.id for sheet in kept for mark in sheet.history if isinstance(mark, Mark)) == sorted(told)
    assert {(sheet.version, len(sheet.history), sheet.entered) for sheet in kept} == {
        (1 + len(GOOD), len(GOOD), len(GOOD))
    }
