"""The rows of a table, from its headings on: read, matched and kept some hundred at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Final

from competitions.commands.awards.matching import Place, rows_of
from competitions.domain.awards.facts import ContextKind
from competitions.domain.awards.occasions import Counting
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import RowState
from competitions.domain.awards.tables import MOST_ROWS, Found, Table
from competitions.tables.columns import has_names, needed, words_for
from competitions.tables.lines import LINES, MOST_COLUMNS, SHEET
from competitions.tables.occasions import Occasions
from competitions.tables.reading import PERIOD, Draft, Reading
from competitions.tables.source import refused
from competitions.tables.source import rows_of as rows_of_file
from competitions.wiring import App
from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.table import DOUBLED, TableRow, headed
from shared.cancellation import to_its_end

AT_ONCE: Final = 500
HEADINGS_WITHIN: Final = 30
"""Rows in which the headings must stand."""
MOST_HANDED_BACK: Final = 5_000
TEMPLATE: Final = _("Take the template, and write one person a row.")


@dataclass
class Checking:
    app: App
    table: Table
    offer: Offer
    occasions: Occasions
    counting: Counting = field(default_factory=Counting)
    found: Found = field(default_factory=Found)
    headings: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    _columns: Mapping[str, str] | None = None
    _last: tuple[tuple[str, ...], Mapping[str, str]] | None = None
    """Of lines of JSON: the names of the last one, and what they say."""
    _keeping: "asyncio.Task[None] | None" = None
    """Of rows that were checked: beside it the next are read."""
    _rows: list[tuple[TableRow, Mapping[str, str]]] = field(default_factory=list)
    _handed_back: int = 0
    _looked_at: int = 0

    async def run(self) -> None:
        """Raises WorkbookRefused."""
        app, words = self.app, words_for(self.offer)
        reading = Reading(
            self.offer,
            self.table.terms,
            self.table.special_category,
            needed(self.offer),
            app.today(),
            self.occasions,
        )
        await app.award_rows.clear(self.table.id)
        try:
            await self._read(reading, words)
            await self._kept()
        finally:
            if self._keeping is not None:
                await to_its_end(self._keeping)

    async def _read(self, reading: Reading, words: Mapping[str, tuple[str, ...]]) -> None:
        """Raises WorkbookRefused."""
        async with aclosing(rows_of_file(self.app.award_files.read(self.table.file_id))) as rows:
            async for row in rows:
                if self._columns is None and not self._begin(row, words):
                    continue
                columns = self._columns_of(row, words)
                if _is_about_somebody(row, columns):
                    self._rows.append((row, columns))
                if len(self._rows) >= AT_ONCE:
                    await self._check(reading)
        if self._columns is None:
            raise refused(_("No row has the headings of the columns."), TEMPLATE)
        await self._check(reading)

    def _begin(self, row: TableRow, words: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether this row is one of people already: a line of JSON has its headings in itself. Raises WorkbookRefused."""
        is_json = row.sheet == LINES
        found = headed(_with_names(row) if is_json else row, words)
        if has_names(found):
            columns = _one_each(row, found)
            self._must_have_all(columns, words)
            self._columns = {} if is_json else columns
            if not is_json:
                self._meet(row.cells, columns)
            return is_json
        self._looked_at += 1
        if is_json or self._looked_at > HEADINGS_WITHIN:
            raise refused(_("No row has the headings of the columns."), TEMPLATE)
        return False

    def _must_have_all(self, columns: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> None:
        is_dated = "championship" in columns or self.table.terms.context.kind is ContextKind.CHAMPIONSHIP
        wanted = [name for name in needed(self.offer) if not (is_dated and name == PERIOD)]
        missing = [words[name][1] for name in wanted if name not in columns]
        if missing:
            raise refused(_("These columns are missing: {columns}."), TEMPLATE, columns=", ".join(missing))

    def _columns_of(self, row: TableRow, words: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
        """Of a line of JSON those that it has itself. Raises WorkbookRefused."""
        if self._columns:
            return self._columns
        # Nearly all lines of a file have the same names.
        names = (*row.cells, *row.unread)
        if self._last is None or self._last[0] != names:
            named = _with_names(row)
            columns = _one_each(row, headed(named, words))
            self._meet(named.cells, columns)
            self._last = names, columns
        return self._last[1]

    def _meet(self, texts: Mapping[str, str], columns: Mapping[str, str]) -> None:
        """Keeps what the columns are called; lines of JSON may each have others."""
        known, used = {name for name, _text in self.headings}, set(columns.values())
        new = tuple((name, text) for name, text in texts.items() if name not in known)[: MOST_COLUMNS - len(known)]
        self.headings += new
        self.ignored += tuple(text for name, text in new if name not in used)

    async def _check(self, reading: Reading) -> None:
        drafts: list[tuple[Draft, Place]] = []
        cells: dict[int, Mapping[str, str]] = {}
        for row, columns in self._rows:
            name = columns.get("family_name") or columns.get("full_name") or ""
            drafts.append((reading.read(row, columns), Place(name, columns.get("key", ""))))
            cells[row.number] = row.cells
        self._rows = []
        if self.found.total + len(drafts) > MOST_ROWS:
            raise refused(_("The table has more than {limit} rows."), _("Cut it into several."), limit=f"{MOST_ROWS:,}")
        if self.occasions.unclear:  # it is read again once that was said
            self.found = replace(self.found, faulty=self.found.faulty + len(drafts))
            return
        await self._kept()
        rows = await rows_of(self.app, self.table.id, self.offer, drafts)
        for place, made in enumerate(rows):
            if made.state is RowState.FAULTY and self._handed_back < MOST_HANDED_BACK:
                self._handed_back += 1
                rows[place] = replace(made, cells=cells[made.number])
        self._keeping = asyncio.create_task(self.app.award_rows.add_all(rows))
        self.counting.add(made.granted.context for made in rows if made.granted)
        self._count([made.state for made in rows])

    async def _kept(self) -> None:
        """Before others are compared with them."""
        if self._keeping is not None:
            await self._keeping

    def _count(self, states: list[RowState]) -> None:
        counts = {state: states.count(state) for state in RowState}
        self.found = Found(
            self.found.new + counts[RowState.NEW],
            self.found.known + counts[RowState.KNOWN],
            self.found.changes + counts[RowState.CHANGES],
            self.found.unsure + counts[RowState.UNSURE],
            self.found.faulty + counts[RowState.FAULTY],
        )


def _with_names(row: TableRow) -> TableRow:
    """Of a line of JSON, whose cells have names: these as the headings that they are."""
    return TableRow(row.sheet, row.number, {name: name for name in (*row.cells, *row.unread)})


def _one_each(row: TableRow, found: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Raises WorkbookRefused where two columns are for one field: only somebody could say which of them is right."""
    for doubled in found.values():
        if len(doubled) > 1:
            message, fix = DOUBLED
            facts = {"columns": ", ".join(doubled)}
            raise WorkbookRefused((Fault(f"{SHEET}!{row.number}", message, fix, facts),))
    return {field_: columns[0] for field_, columns in found.items()}


def _is_about_somebody(row: TableRow, columns: Mapping[str, str]) -> bool:
    return any(column in row.cells or column in row.unread for column in columns.values())
