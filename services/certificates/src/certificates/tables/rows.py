"""A row of a table, as an amendment or a blank, or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from certificates.domain.acts.act import ON_BLANKS, Doing
from certificates.domain.acts.amendment import MOST_POINTS, Amendment
from certificates.domain.acts.faults import Fault
from certificates.domain.blanks.blank import Blank
from certificates.domain.refusal import Refusal
from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.tables.columns import OF, Column
from shared.printing.letters import unprintable
from shared.text import UnreadableCharacter, line

LONGEST_NAME: Final = 300
LONGEST_SHEET: Final = 20
LONGEST_NUMBER: Final = 40
TOTALS: Final = Decimal(1_000_000)
DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%M:%S")
YEARS: Final = range(1900, 2201)


@dataclass(eq=False)
class BadCell(Refusal):
    fault: Fault


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row wants of the entry with this number."""

    number: RegistrationNumber
    amendment: Amendment
    blank: Blank | None
    spoilt_on: date | None = None


def wanted(doing: Doing, cells: Mapping[Column, str]) -> Wanted:
    """Raises BadCell."""
    if any(cell and column not in OF[doing] for column, cell in cells.items()):
        raise BadCell(Fault.NOT_READ)
    number = _number(cells.get(Column.NUMBER, ""))
    if doing in ON_BLANKS:
        return Wanted(number, Amendment(), _blank(cells), _day(cells.get(Column.SPOILT_ON, "")))
    amendment = Amendment(
        name=_name(cells.get(Column.NAME, "")),
        achievement=cells.get(Column.ACHIEVEMENT) or None,
        total=_decimal(cells.get(Column.TOTAL, ""), Fault.SCORE),
        out_of=_decimal(cells.get(Column.OUT_OF, ""), Fault.OUT_OF),
        points=_points(cells.get(Column.POINTS, "")),
        granted_on=_day(cells.get(Column.GRANTED_ON, "")),
    )
    if amendment.is_empty:
        raise BadCell(Fault.NOTHING_CHANGES)
    return Wanted(number, amendment, None)


def _number(cell: str) -> RegistrationNumber:
    if not cell:
        raise BadCell(Fault.NUMBER_MISSING)
    try:
        return RegistrationNumber.parse(cell)
    except BadRegistrationNumber:
        raise BadCell(Fault.NUMBER_UNREADABLE) from None


def _name(cell: str) -> str | None:
    try:
        name = line(cell)
    except UnreadableCharacter:
        raise BadCell(Fault.NAME) from None
    if len(name) > LONGEST_NAME or unprintable(name):
        raise BadCell(Fault.NAME)
    return name or None


def _decimal(cell: str, fault: Fault) -> Decimal | None:
    """To the cent, with a comma or a point."""
    if not cell:
        return None
    try:
        value = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise BadCell(fault) from None
    if not value.is_finite() or not 0 <= value < TOTALS or value != round(value, 2):
        raise BadCell(fault)
    return value


def _points(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()) or int(cell[:10]) > MOST_POINTS:
        raise BadCell(Fault.POINTS)
    return int(cell)


def _day(cell: str) -> date | None:
    if not cell:
        return None
    for form in DAYS:
        try:
            day = datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day of the issuer's calendar has no zone
        except ValueError:
            continue
        if day.year in YEARS:
            return day
    raise BadCell(Fault.DAY)


def _blank(cells: Mapping[Column, str]) -> Blank:
    series, number = cells.get(Column.SERIES, ""), cells.get(Column.BLANK, "")
    if not number:
        raise BadCell(Fault.BLANK_MISSING)
    try:
        kept = Blank(line(series), line(number))
    except UnreadableCharacter:
        raise BadCell(Fault.BLANK) from None
    if max(len(kept.series), len(kept.number)) > LONGEST_SHEET:
        raise BadCell(Fault.BLANK)
    return kept
