"""A table is kept as it came, then read and checked: a short one at once, a long one by the worker. Nothing of it is there yet."""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from competitions.access import organised_alone
from competitions.commands.awards.checking import TEMPLATE, Checking
from competitions.commands.awards.offers import own_offer, settled
from competitions.domain.awards.facts import Terms
from competitions.domain.awards.tables import FileFault, Table, TableStage
from competitions.domain.refusal import Unknown
from competitions.queries.awards.granting import own_table
from competitions.queries.awards.occasions import occasions_of
from competitions.tables.source import AS_CELLS, refused
from competitions.wiring import App
from competitions.workbook.faults import WorkbookRefused, _
from shared.errors import KeyReused, Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import log
from shared.process.apart import ReaderFailed

SHORT: Final = 128 * 1024
"""Bytes of a file that is read while who brought it waits."""
TAKEN_OVER: Final = timedelta(minutes=2)
"""After which the worker reads what a process that died had begun."""


async def bring_table(
    app: App, table_id: UUID, achievement_id: UUID, terms: Terms, content: AsyncIterator[bytes], by: Principal
) -> Table:
    """Keeps the file; a short one is checked at once. A repeat finds it there.

    Raises Unknown, Forbidden, NotOffered, LanguageNotOffered, GrantedTooLate, EndsBeforeItStarts, TitleNeeded,
    ChampionshipNeeded, and KeyReused where another file, or the same for something else, was brought under this id.
    """
    offer = await own_offer(app, achievement_id, by)
    digest, file_id = hashlib.sha256(repr((achievement_id, terms)).encode()), uuid4()
    content = _passing(content, digest.update)
    if known := await app.award_tables.find(table_id):
        async for _piece in content:
            pass
        return _the_same(known, digest.hexdigest())
    terms, is_special = await settled(app, offer, terms, by)
    size = await app.award_files.keep(file_id, content, app.now())
    made = Table(
        table_id,
        offer.organisation,
        offer.id,
        offer.edition,
        by.account,
        app.now(),
        terms,
        file_id,
        digest.hexdigest(),
        special_category=is_special,
        is_read_here=size <= SHORT,
        also_held=tuple(sorted(organised_alone(by))),
    )
    table = await app.award_tables.add(made)
    if table is not made:  # the same was sent twice at once
        await app.award_files.drop(file_id)
        return _the_same(table, made.digest)
    return await check_table(app, table) if table.is_read_here else table


async def _passing(content: AsyncIterator[bytes], see: Callable[[bytes], None]) -> AsyncIterator[bytes]:
    async for piece in content:
        see(piece)
        yield piece


def _the_same(known: Table, digest: str) -> Table:
    """Raises KeyReused."""
    if known.digest != digest:
        raise KeyReused
    return known


async def check_table(app: App, table: Table) -> Table:
    """Reads it from its beginning. A repeat comes to the same."""
    offer = await app.offers.get(table.achievement_id)
    checking = Checking(app, table, offer, await occasions_of(app, table))
    try:
        await checking.run()
        if checking.found.total == 0:
            raise refused(_("There is nobody in the file."), TEMPLATE)
    except (WorkbookRefused, ReaderFailed, Unknown) as error:
        fault = _told(error, table)
        await app.award_rows.clear(table.id)
        faults = tuple(FileFault(one.where, one.message, one.fix, dict(one.facts)) for one in fault.faults[:50])
        changed = table.refuse(faults)
    else:
        changed = await _come_to(app, table, checking)
    try:
        kept = await app.award_tables.save(changed)
    except Stale:  # another process was faster, or it was cancelled
        return await app.award_tables.get(table.id)
    if kept.stage is not TableStage.ASKED:  # else it is read again
        await app.award_files.drop(table.file_id)
    return kept


async def _come_to(app: App, table: Table, checking: Checking) -> Table:
    if unclear := checking.occasions.unclear:
        await app.award_rows.clear(table.id)
        return table.ask(tuple(unclear.values()))
    contexts = checking.counting.found(table.terms.context)
    return replace(
        table.checked(checking.found),
        headings=checking.headings,
        ignored=checking.ignored,
        contexts=contexts,
        other_contexts=checking.counting.others,
    )


async def say_which(app: App, table_id: UUID, answers: Mapping[str, UUID], by: Principal) -> Table:
    """Which championship each name in it means that several have; then its rows are checked. A repeat changes nothing.

    Raises Unknown, Forbidden, TableOver, WhichChampionship.
    """

    async def once() -> tuple[Table, bool]:
        table = await own_table(app, table_id, by)
        said = table.say(answers, app.now())
        return (table, False) if said is table else (await app.award_tables.save(said), True)

    table, is_new = await retry_on_conflict(once)
    return await check_table(app, table) if is_new and table.is_read_here else table


def _told(error: WorkbookRefused | ReaderFailed | Unknown, table: Table) -> WorkbookRefused:
    """What whoever brought it can do about it."""
    match error:
        case ReaderFailed():
            log.error("a table of awards was not read", table=str(table.id), exc_info=error)
            return refused(_("The file cannot be read."), AS_CELLS)
        case Unknown():
            return refused(_("The file is not kept any more: it was not read within a day."), _("Bring it again."))
    return error


async def read_unread(app: App, table: Table) -> None:
    """Where nobody reads it at this moment."""
    if not table.is_read_here or app.now() >= (table.taken_at or table.made_at) + TAKEN_OVER:
        await check_table(app, table)
