"""A table from an officer, read by a process of its own, as what each of its rows wants."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from certificates.domain.acts.act import Doing
from certificates.domain.acts.faults import BadTable, Fault, RowFault, TableFault
from certificates.domain.register import RegistrationNumber
from certificates.tables.alone import order
from certificates.tables.cells import MOST_BYTES, Row
from certificates.tables.columns import Column, placed
from certificates.tables.rows import LONGEST_NUMBER, BadCell, Wanted, wanted
from shared.process.alone import Bounds
from shared.process.apart import OutOfBounds, ReaderFailed, asked
from shared.process.seats import NoSeat, Seats

BOUNDS: Final = Bounds(megabytes=512, seconds=30)
AT_ONCE: Final = 1
WAITING: Final = 8
PATIENCE: Final = 20.0
"""Seconds that a table waits for its turn."""
ALONE: Final = f"{__package__}.alone"


@dataclass(frozen=True, slots=True)
class Read:
    rows: Sequence[tuple[int, Wanted]]
    faults: Sequence[RowFault]


class TableReading:
    """What rows of tables want: a few are read at once, a few wait."""

    def __init__(self) -> None:
        self._seats = Seats(AT_ONCE, WAITING, PATIENCE)

    async def read(self, doing: Doing, content: bytes) -> Read:
        """Raises BadTable, also where the bounds do not suffice, or too many are read already."""
        if len(content) > MOST_BYTES:
            raise BadTable(TableFault.TOO_LARGE)
        try:
            async with self._seats.one():
                answer = await asked(ALONE, order(content, BOUNDS), BOUNDS.seconds)
        except NoSeat:
            raise BadTable(TableFault.BUSY) from None
        except OutOfBounds:
            raise BadTable(TableFault.OUT_OF_BOUNDS) from None
        return _read(doing, answer)


def _read(doing: Doing, answer: bytes) -> Read:
    said = json.loads(answer)
    match said["kind"]:
        case "rows":
            return rows_read(doing, [(number, cells) for number, cells in said["rows"]])
        case "refused":
            raise BadTable(TableFault(said["fault"]))
        case _:
            raise ReaderFailed(said.get("error", ""))


def rows_read(doing: Doing, rows: Sequence[Row]) -> Read:
    """The first row is the heading. Raises BadTable."""
    places = placed(rows[0][1])
    found: list[tuple[int, Wanted]] = []
    faults: list[RowFault] = []
    numbers: set[RegistrationNumber] = set()
    blanks: set[tuple[str, str]] = set()
    for row, cells in rows[1:]:
        named = {column: cells[place] for column, place in places.items() if place < len(cells)}
        try:
            one = wanted(doing, named)
            _check_once(one, numbers, blanks)
        except BadCell as bad:
            faults.append(RowFault(row, named.get(Column.NUMBER, "")[:LONGEST_NUMBER], bad.fault))
            continue
        numbers.add(one.number)
        if one.blank is not None:
            blanks.add(one.blank.seen)
        found.append((row, one))
    if not found and not faults:
        raise BadTable(TableFault.EMPTY)
    return Read(found, faults)


def _check_once(one: Wanted, numbers: Collection[RegistrationNumber], blanks: Collection[tuple[str, str]]) -> None:
    """Raises BadCell."""
    if one.number in numbers:
        raise BadCell(Fault.TWICE)
    if one.blank is not None and one.blank.seen in blanks:
        raise BadCell(Fault.BLANK_TWICE)
