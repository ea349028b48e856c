"""Whom the organiser enters, by hand or from a file, is asked for consents by the worker: the first letter is no reminder."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID

from competitions.commands.consents import ask_newcomers
from competitions.domain.championship import Championship, Stage
from competitions.domain.entering.imports import UNDO
from competitions.domain.registration import Registration
from competitions.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself

SWEEP_SECONDS: Final = 30.0
AT_ONCE: Final = 100
WAITS: Final = UNDO
"""An import may be taken back until then, and whoever enters people by hand can ask them, or bring what is signed on paper."""


async def sweep_asking(app: App) -> None:
    """Asks for all championships, until cancelled. Who was asked is not asked again."""
    while True:
        await ask_all_newcomers(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def ask_all_newcomers(app: App) -> None:
    for championship_id in await app.registrations.with_unasked(app.now() - WAITS):
        with by_itself("asking", championship_id):
            await _ask(app, championship_id)


async def _ask(app: App, championship_id: UUID) -> None:
    championship = await app.championships.get(championship_id)
    if not _asks(app, championship):
        return
    before, after = app.now() - WAITS, None
    while True:
        entries, after = await app.registrations.unasked(championship_id, before, limit=AT_ONCE, after=after)
        with by_itself("asking", championship_id):
            await _ask_part(app, championship, entries)
        if after is None:
            return


async def _ask_part(app: App, championship: Championship, entries: Sequence[Registration]) -> None:
    await ask_newcomers(app, championship, {person for entry in entries for person in entry.people})
    for entry in entries:
        with suppress(Stale):  # somebody changes it all the while: the next look finds it
            await retry_on_conflict(partial(_asked, app, entry.id))


async def _asked(app: App, registration_id: UUID) -> None:
    entry = await app.registrations.find(registration_id)
    if entry and not entry.is_asked:
        await app.registrations.save(replace(entry, is_asked=True))


def _asks(app: App, championship: Championship) -> bool:
    """A draft is its organisation's alone; what is over asks for nothing any more."""
    is_open = championship.announced_at is not None and championship.stage is Stage.EMBARGO
    return is_open and not championship.is_over(app.now())
