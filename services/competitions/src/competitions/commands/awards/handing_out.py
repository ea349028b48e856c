"""The worker hands out what a table says, some hundred rows at a time. Whatever is repeated after a kill comes to the same."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Final
from uuid import UUID

from competitions.commands.awards.before import Asked, granted_before
from competitions.commands.awards.bringing import read_unread
from competitions.commands.awards.keeping import Newcomer, keep_people, write_awards
from competitions.commands.awards.matching import award_id_of, letters_of, said
from competitions.domain.awards.award import Award
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import Outcome, Recipient, Row, RowState
from competitions.domain.awards.tables import Table, TableStage
from competitions.wiring import App
from shared.ids import derive
from shared.process.sweeping import by_itself

SWEEP_SECONDS: Final = 0.25
SWEEPS_A_TIDYING: Final = 240
AT_ONCE: Final = 500
FORGOTTEN: Final = timedelta(days=1)
"""What nobody starts is not kept longer, nor what was left out: it tells of people."""


async def sweep_awards(app: App) -> None:
    """Until cancelled. A table is begun with soon: whoever brought it looks on."""
    for number in count():
        async for table in app.award_tables.at_work():
            with by_itself("award table", table.id):
                await (hand_out(app, table) if table.stage is TableStage.GRANTING else read_unread(app, table))
        if number % SWEEPS_A_TIDYING == 0:
            async for table in app.award_tables.forgotten(app.now() - FORGOTTEN):
                with by_itself("award table", table.id):
                    await _forget(app, table)
        await asyncio.sleep(SWEEP_SECONDS)


async def hand_out(app: App, table: Table) -> Table:
    """All that is left of it. Raises Stale where it was cancelled at the last moment."""
    offer = await app.offers.get(table.achievement_id)
    if not table.has_begun:
        table = await app.award_tables.save(table.begun())
    while rows := await app.award_rows.due(table.id, table.reached, AT_ONCE):
        await app.award_rows.mark(await _granted(app, table, offer, rows))
        table = await app.award_tables.save(table.advanced(len(rows), rows[-1].number))
    await app.award_rows.let_go(table.id, app.now() + FORGOTTEN)
    return await app.award_tables.save(table.finished(app.now()))


@dataclass(frozen=True, slots=True)
class _Meant:
    row: Row
    subject_id: UUID
    newcomer: Recipient | None


async def _granted(app: App, table: Table, offer: Offer, rows: Sequence[Row]) -> list[Row]:
    """First people, then what they earned. Rows that were done before a kill stay as they are."""
    meant = await _meant(app, table, [row for row in rows if row.outcome is None])
    newcomers = [Newcomer(one.subject_id, one.newcomer) for one in meant if one.newcomer]
    await keep_people(app, table.organisation, newcomers, table.by)
    kept = await app.people.kept({one.subject_id for one in meant})
    wanted, before = await _wanted(app, table, offer, [one for one in meant if one.subject_id in kept])
    stand = await write_awards(app, list(wanted.values()), correct=table.allowed.correct)
    # Whoever is kept is written to where they are, whatever the row says; of whom it was certain that was known before.
    found = [one.subject_id for one in meant if one.newcomer is None and one.row.subject_id != one.subject_id]
    letters = await letters_of(app, found)
    rows = [replace(one.row, letter=letters.get(one.subject_id, one.row.letter)) for one in meant]
    return [_done(row, wanted.get(row.id), stand, before) for row in rows]


async def _wanted(
    app: App, table: Table, offer: Offer, meant: Sequence[_Meant]
) -> tuple[Mapping[UUID, Award], Collection[UUID]]:
    """By row; what somebody was granted before under the record that they had then. And which of these awards there are already."""
    asked = [Asked(one.subject_id, said(one.row.recipient, one.row.granted)[1], one.row.key) for one in meant]
    made, there = {}, set[UUID]()
    for one, before in zip(meant, await granted_before(app, offer, asked), strict=True):
        award = _award(table, offer, one, app)
        if before and before.is_theirs:
            award = replace(award, id=before.award.id, subject_id=before.award.subject_id)
        if before:
            there.add(before.award.id)
        made[one.row.id] = award
    return made, there


def _done(row: Row, wanted: Award | None, stand: Mapping[UUID, Award | None], before: Collection[UUID]) -> Row:
    award = stand.get(wanted.id) if wanted else None
    if wanted is None or award is None:
        return row.done(Outcome.LEFT_OUT)
    if award.table_id != wanted.table_id:
        outcome = Outcome.UNCHANGED
    elif award.row != wanted.row:  # another row was answered with the same person
        outcome = Outcome.LEFT_OUT if award.granted.differing(wanted.granted) else Outcome.UNCHANGED
    else:
        # What a kill interrupted stands with this table's id already.
        was_there = wanted.id in before and (award.revision > 1)
        outcome = Outcome.CORRECTED if was_there or row.state is RowState.CHANGES else Outcome.GRANTED
    return row.done(outcome, award.subject_id, award.id)


async def _meant(app: App, table: Table, rows: Sequence[Row]) -> list[_Meant]:
    people = [row.recipient for row in rows if row.recipient]
    identities = {(one.folded, one.birth_date) for one in people if one.birth_date}
    kept = await app.people.identified(table.organisation, identities)
    newcomers: dict[tuple[str, object], UUID] = {}
    return [_meant_by(table, row, kept, newcomers) for row in rows]


def _meant_by(
    table: Table, row: Row, kept: Mapping[tuple[str, date], UUID], newcomers: dict[tuple[str, object], UUID]
) -> _Meant:
    recipient, _granted = said(row.recipient, row.granted)
    if row.named:
        return _Meant(row, row.named, None)
    folded = recipient.folded
    if row.answer is None and recipient.birth_date and (known := kept.get((folded, recipient.birth_date))):
        return _Meant(row, known, None)
    # Of whom no birth date is known each row is somebody else: where that was not certain, somebody has said so.
    identity = (folded, row.number if row.answer else recipient.birth_date or row.number)
    id = newcomers.setdefault(identity, derive(table.id, "person", *map(str, identity)))
    return _Meant(row, id, recipient)


def _award(table: Table, offer: Offer, meant: _Meant, app: App) -> Award:
    granted = said(meant.row.recipient, meant.row.granted)[1]
    return Award(
        award_id_of(offer, meant.row, meant.subject_id),
        table.organisation,
        table.achievement_id,
        table.achievement_edition,
        meant.subject_id,
        granted,
        table.by,
        table.started_at or app.now(),
        special_category=meant.row.special_category,
        table_id=table.id,
        row=meant.row.number,
    )


async def _forget(app: App, table: Table) -> None:
    """First its rows: a repeat after a kill finds the table still there."""
    await app.award_rows.clear(table.id)
    await app.award_files.drop(table.file_id)
    await app.award_tables.remove(table)
