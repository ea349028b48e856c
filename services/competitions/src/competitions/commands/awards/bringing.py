"""A table is kept as it came, then read and checked: a short one at once, a long one by the worker. Nothing of it is there yet."""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from competitions.commands.awards.matching import Place, rows_of
from competitions.commands.awards.offers import own_offer, settled
from competitions.domain.awards.facts import Terms
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import RowState
from competitions.domain.awards.tables import MOST_ROWS, FileFault, Found, Table, TableStage
from competitions.domain.refusal import Unknown
from competitions.tables.columns import columns_in, has_names, needed, words_for
from competitions.tables.lines import LINES
from competitions.tables.reading import Draft, Reading
from competitions.tables.source import AS_CELLS, refused
from competitions.tables.source import rows_of as rows_of_file
from competitions.wiring import App
from competitions.workbook.faults import WorkbookRefused, _
from competitions.workbook.table import TableRow
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.observability.telemetry import log
from shared.process.apart import ReaderFailed
from shared.process.sweeping import by_itself

AT_ONCE: Final = 500
SHORT: Final = 128 * 1024
"""Bytes of a file that is read while who brought it waits."""
TAKEN_OVER: Final = timedelta(minutes=2)
"""After which the worker reads what a process that died had begun."""
HEADINGS_WITHIN: Final = 30
"""Rows in which the headings must stand."""
MOST_HANDED_BACK: Final = 5_000
TEMPLATE: Final = _("Take the template, and write one person a row.")


async def bring_table(
    app: App, table_id: UUID, achievement_id: UUID, terms: Terms, content: AsyncIterator[bytes], by: Principal
) -> Table:
    """Keeps the file; a short one is checked at once. A repeat finds it there.

    Raises Unknown, Forbidden, NotOffered, LanguageNotOffered, GrantedTooLate, EndsBeforeItStarts, TitleNeeded.
    """
    offer = await own_offer(app, achievement_id, by)
    known = await app.award_tables.find(table_id)
    if known:
        return known
    terms, is_special = await settled(app, offer, terms, by)
    size = await app.award_files.keep(table_id, content, app.now())
    made = Table(
        table_id,
        offer.organisation,
        offer.id,
        offer.edition,
        by.account,
        app.now(),
        terms,
        special_category=is_special,
        is_read_here=size <= SHORT,
    )
    table = await app.award_tables.add(made)
    return await check_table(app, table) if table.is_read_here else table


async def check_table(app: App, table: Table) -> Table:
    """Reads it from its beginning. A repeat comes to the same."""
    offer = await app.offers.get(table.achievement_id)
    checking = _Checking(app, table, offer)
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
        changed = replace(table.checked(checking.found), headings=checking.headings, ignored=checking.ignored)
    try:
        kept = await app.award_tables.save(changed)
    except Stale:  # another process was faster, or it was cancelled
        return await app.award_tables.get(table.id)
    await app.award_files.drop(table.id)
    return kept


def _told(error: WorkbookRefused | ReaderFailed | Unknown, table: Table) -> WorkbookRefused:
    """What whoever brought it can do about it."""
    match error:
        case ReaderFailed():
            log.error("a table of awards was not read", table=str(table.id), exc_info=error)
            return refused(_("The file cannot be read."), AS_CELLS)
        case Unknown():
            return refused(_("The file is not kept any more: it was not read within a day."), _("Bring it again."))
    return error


@dataclass
class _Checking:
    app: App
    table: Table
    offer: Offer
    found: Found = field(default_factory=Found)
    headings: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    _columns: Mapping[str, str] | None = None
    _last: tuple[tuple[str, ...], Mapping[str, str]] | None = None
    """Of lines of JSON: the names of the last one, and what they say."""
    _rows: list[TableRow] = field(default_factory=list)
    _handed_back: int = 0
    _looked_at: int = 0

    async def run(self) -> None:
        """Raises WorkbookRefused."""
        app, words = self.app, words_for(self.offer)
        reading = Reading(self.offer, self.table.terms, needed(self.offer), app.today())
        await app.award_rows.clear(self.table.id)
        async with aclosing(rows_of_file(app.award_files.read(self.table.id))) as rows:
            async for row in rows:
                if self._columns is None and not self._begin(row, words):
                    continue
                if _is_about_somebody(row, self._columns_of(row, words)):
                    self._rows.append(row)
                if len(self._rows) >= AT_ONCE:
                    await self._check(reading, words)
        if self._columns is None:
            raise refused(_("No row has the headings of the columns."), TEMPLATE)
        await self._check(reading, words)

    def _begin(self, row: TableRow, words: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether this row is one of people already: a line of JSON has its headings in itself. Raises WorkbookRefused."""
        is_json = row.sheet == LINES
        columns = _named(row, words) if is_json else columns_in(row, words)
        if has_names(columns):
            self._must_have_all(columns, words)
            self._columns = {} if is_json else columns
            texts = {name: name for name in row.cells} if is_json else dict(row.cells)
            self.headings = tuple(texts.items())
            self.ignored = tuple(text for name, text in texts.items() if name not in columns.values())
            return is_json
        self._looked_at += 1
        if is_json or self._looked_at > HEADINGS_WITHIN:
            raise refused(_("No row has the headings of the columns."), TEMPLATE)
        return False

    def _must_have_all(self, columns: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> None:
        missing = [words[name][1] for name in needed(self.offer) if name not in columns]
        if missing:
            raise refused(_("These columns are missing: {columns}."), TEMPLATE, columns=", ".join(missing))

    def _columns_of(self, row: TableRow, words: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        if self._columns:
            return self._columns
        # Nearly all lines of a file have the same names.
        names = (*row.cells, *row.unread)
        if self._last is None or self._last[0] != names:
            self._last = names, _named(row, words)
        return self._last[1]

    async def _check(self, reading: Reading, words: Mapping[str, tuple[str, ...]]) -> None:
        drafts: list[tuple[Draft, Place]] = []
        cells: dict[int, Mapping[str, str]] = {}
        for row in self._rows:
            columns = self._columns_of(row, words)
            name = columns.get("family_name") or columns.get("full_name") or ""
            drafts.append((reading.read(row, columns), Place(name, columns.get("key", ""))))
            cells[row.number] = row.cells
        self._rows = []
        if self.found.total + len(drafts) > MOST_ROWS:
            raise refused(_("The table has more than {limit} rows."), _("Cut it into several."), limit=f"{MOST_ROWS:,}")
        rows = await rows_of(self.app, self.table.id, self.offer, drafts)
        for place, made in enumerate(rows):
            if made.state is RowState.FAULTY and self._handed_back < MOST_HANDED_BACK:
                self._handed_back += 1
                rows[place] = replace(made, cells=cells[made.number])
        await self.app.award_rows.add_all(rows)
        self._count([made.state for made in rows])

    def _count(self, states: list[RowState]) -> None:
        counts = {state: states.count(state) for state in RowState}
        self.found = Found(
            self.found.new + counts[RowState.NEW],
            self.found.known + counts[RowState.KNOWN],
            self.found.changes + counts[RowState.CHANGES],
            self.found.unsure + counts[RowState.UNSURE],
            self.found.faulty + counts[RowState.FAULTY],
        )


def _named(row: TableRow, words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Of a line of JSON, whose cells have names: by field."""
    names = {name: name for name in (*row.cells, *row.unread)}
    return columns_in(TableRow(row.sheet, row.number, names), words)


def _is_about_somebody(row: TableRow, columns: Mapping[str, str]) -> bool:
    return any(column in row.cells or column in row.unread for column in columns.values())


async def read_waiting(app: App) -> None:
    """What nobody reads at this moment."""
    async for table in app.award_tables.in_stage(TableStage.READING):
        if not table.is_read_here or app.now() >= table.made_at + TAKEN_OVER:
            with by_itself("award table", table.id):
                await check_table(app, table)
