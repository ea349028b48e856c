"""Reads the sheets that matter, bounded in rows, columns and the number of cells, however they are written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException
from typing import Final

from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.grid import Cell, Row, Unread, Value, title_of
from competitions.workbook.spreadsheet.archive import USUAL, Archive, Extent, opened
from competitions.workbook.spreadsheet.book import Book, Strings
from competitions.workbook.spreadsheet.markup import Attributes, Damaged, TooMuch, parse
from competitions.workbook.spreadsheet.shown import Shown
from competitions.workbook.words import one_line
from shared.workbooks.columns import column_letters, column_number

MOST_COLUMNS = 200
WIDEST = 16_384
"""Columns of a sheet, and so the most cells that a row can have."""
REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
WHOLE: Final = re.compile(r"[0-9]{1,7}")
NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[Ee][+-]?[0-9]{1,4})?")
KEPT: Final = Context(prec=15)
"""Spreadsheets keep binary fractions and show 15 digits of them: a computed 24.75 may be kept as 24.749999999999993."""


def read_grids(content: bytes, *titles: str) -> dict[str, list[Row]]:
    """The rows of the named sheets, as far as they are there, from the first without gaps. Raises WorkbookRefused."""
    with opened(content) as archive:
        book = Book(archive)
        wanted = {title: own for title in titles if (own := title_of(book.titles, title)) is not None}
        strings, formats = book.strings(), book.formats()
        grids = {}
        for title, own in wanted.items():
            reader = _Worksheet(one_line(own), strings, formats, USUAL)
            parse(book.sheet(own), reader)
            grids[title] = reader.grid()
        return grids


def read_first_grid(content: bytes) -> list[Row]:
    """The rows of the first sheet, whatever it is called. Raises WorkbookRefused."""
    with opened(content) as archive:
        first = next(iter(Book(archive).titles), None)
    return read_grids(content, first).get(first, []) if first is not None else []


def pass_first_grid(archive: Archive, take: Callable[[Row], None]) -> None:
    """Each row of the first sheet that is not empty, as soon as it is read, so that a long one takes no memory.

    Raises WorkbookRefused, Damaged, TooMuch; then those before it were taken.
    """
    book = Book(archive)
    first = next(iter(book.titles), None)
    if first is None:
        return
    reader = _Passing(one_line(first), book.strings(), book.formats(), archive.extent, take)
    parse(book.pieces(first), reader, archive.extent.elements)
    reader.pass_on()


@dataclass(slots=True)
class _Raw:
    """A cell while it is read."""

    type: str
    style: str
    value: list[str] | None = None
    """None where there is no value at all."""
    inline: Strings = field(default_factory=Strings)
    is_formula: bool = False


class _Worksheet:
    """Programs leave out the numbers of rows and cells where they follow one another."""

    def __init__(self, title: str, strings: Sequence[str], formats: Sequence[Shown], extent: Extent) -> None:
        self._title = title
        self._extent = extent
        self._strings = strings
        self._formats = formats
        self._rows: dict[int, dict[str, Cell]] = {}
        self._cut: dict[int, str] = {}
        self._filled = 0
        self._row = 0
        self._column = 0
        self._raw = _Raw("n", "0")
        self._is_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "row":
                self._row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
                self._column = 0
            case "c":
                self._column = self._place(attributes.get("r"))
                self._raw = _Raw(attributes.get("t", "n"), attributes.get("s", "0"))
            case "v":
                self._is_value, self._raw.value = True, []
            case "f":
                self._raw.is_formula = True
            case _:
                self._raw.inline.start(name, attributes)

    def text(self, data: str) -> None:
        if self._is_value and self._raw.value is not None:
            self._raw.value.append(data)
        else:
            self._raw.inline.text(data)

    def end(self, name: str) -> None:
        match name:
            case "v":
                self._is_value = False
            case "c":
                self._keep(self._cell())
            case _:
                self._raw.inline.end("si" if name == "is" else name)

    def grid(self) -> list[Row]:
        last = max((*self._rows, *self._cut), default=0)
        return [
            Row(self._title, number, self._rows.get(number, {}), self._cut.get(number)) for number in range(1, last + 1)
        ]

    def _place(self, reference: str | None) -> int:
        """The column of a cell."""
        column = self._column + 1
        if reference is not None:
            parsed = REFERENCE.fullmatch(reference)
            if parsed is None or int(parsed[2]) != self._row:
                raise Damaged
            column = column_number(parsed[1])
        if column > WIDEST:
            raise Damaged
        return column

    def _cell(self) -> Cell:
        raw = self._raw
        text = "".join(raw.value or ()).strip()
        if raw.type == "inlineStr":
            return Cell(" ".join(raw.inline.found) or None, is_formula=raw.is_formula)
        if raw.type == "str" and raw.value is not None:
            return Cell(one_line(text) or None, is_formula=raw.is_formula)
        if not text:
            return Cell(Unread.UNCOMPUTED if raw.is_formula else None, is_formula=raw.is_formula)
        if raw.type in {"s", "b", "e", "d"}:
            return Cell(self._kept(raw.type, text), is_formula=raw.is_formula, written=text if raw.type == "d" else "")
        style = int(raw.style) if WHOLE.fullmatch(raw.style) else 0
        shown = self._formats[style] if style < len(self._formats) else Shown.AS_IT_IS
        if shown is Shown.AS_DATE:
            return Cell(Unread.DATE, is_formula=raw.is_formula, written=text)
        return Cell(_shown(text), shown is Shown.AS_PERCENT, raw.is_formula)

    def _kept(self, kind: str, text: str) -> Value:
        if kind == "b":
            return text in {"1", "true"}
        if kind != "s":
            return Unread.ERROR if kind == "e" else Unread.DATE
        place = _whole(text)
        if place >= len(self._strings):
            raise Damaged
        return self._strings[place] or None

    def _keep(self, cell: Cell) -> None:
        if cell.value is None:
            return
        if not self._row:
            raise Damaged
        if self._row > self._extent.rows:
            raise _too_long(self._title, self._row, self._extent.rows)
        self._filled += 1
        if self._filled > self._extent.cells:
            raise TooMuch
        column = column_letters(self._column)
        if self._column > MOST_COLUMNS:
            self._cut.setdefault(self._row, column)
            return
        row = self._rows.setdefault(self._row, {})
        if column in row:
            raise Damaged
        row[column] = cell


class _Passing(_Worksheet):
    """Hands a row on when the next one begins. Rows come in their order, as the standard has them; others are damaged."""

    def __init__(
        self,
        title: str,
        strings: Sequence[str],
        formats: Sequence[Shown],
        extent: Extent,
        take: Callable[[Row], None],
    ) -> None:
        super().__init__(title, strings, formats, extent)
        self._take = take
        self._last = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.pass_on()
        super().start(name, attributes)
        if name == "row":
            if self._row <= self._last:
                raise Damaged
            self._last = self._row

    def pass_on(self) -> None:
        for number, cells in self._rows.items():
            self._take(Row(self._title, number, cells, self._cut.get(number)))
        self._rows.clear()
        self._cut.clear()


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text.strip()):
        raise Damaged
    return int(text)


def _shown(text: str) -> Decimal | Unread:
    """The number that the spreadsheet shows, without the noise of its binary fractions."""
    if not NUMBER.fullmatch(text):
        return Unread.ERROR
    try:
        return KEPT.create_decimal(text)
    except DecimalException:
        return Unread.ERROR


def _too_long(title: str, row: int, most: int) -> WorkbookRefused:
    return WorkbookRefused(
        (
            Fault(
                f"{title}!A{most + 1}",
                _("The sheet has more than {limit} rows: something stands in row {row}."),
                _("Delete the empty rows below the marking scheme, save, and upload again."),
                {"limit": str(most), "row": str(row)},
            ),
        )
    )
