"""One rule for each kind of value that a cell is to have, or the fault that says why it has none."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from competitions.domain.decimals import CENT
from competitions.domain.measurement import DIGITS, LARGEST, PLACES
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row, Unread, Value
from competitions.workbook.words import folded

NOISE = Decimal("0.000001")
"""Of sums of marks, beyond the fifteen digits that a spreadsheet shows."""
FAINT, FAINT_SHARE = Decimal("1E-9"), Decimal("1E-14")
"""The same of numbers that keep six decimal places: so much, or so much of a large number."""
MOST = Decimal(1000)
MOST_NAME, MOST_TEXT = 300, 5000
PLACE = Decimal(1).scaleb(-PLACES)
NUMBER: Final = re.compile(r"(?=.{1,30}$)[-−]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?")
"""As people and programs write numbers into cells of text, with a point or a comma."""
EITHER: Final = re.compile(r"[-−]?[1-9][0-9]{0,2},[0-9]{3}")
"""1,250 is a thousand to some and one to others."""
PERCENT: Final = re.compile("[-−0-9., ]{1,30}%")
DAY: Final = re.compile(rf"(?:C|DAY|{folded('день')})? ?([1-9][0-9]?)")
"""A day of marking is also written as «Day 2» or «C2»."""
WORDS: Final = {
    **dict.fromkeys(map(folded, ("true", "yes", "истина", "да", "wahr", "ja", "vrai", "oui", "1")), True),
    **dict.fromkeys(map(folded, ("false", "no", "ложь", "нет", "falsch", "nein", "faux", "non", "0")), False),
}
"""TRUE and FALSE as spreadsheets and people write them in English, Russian, German and French."""


def decimal(row: Row, column: str, report: Report) -> Decimal | None:
    """Marks: a number from 0 to 1000 with at most two decimal places."""
    if row[column].is_percent:
        report.add(
            row.cell(column),
            _("A percentage stands where marks are needed."),
            _("Write a number such as 0.50, in a cell that is not formatted as per cent."),
        )
        return None
    return _marks(row, column, _number(row, column, report), report)


def weight(row: Row, column: str, report: Report) -> Decimal | None:
    """The marks that a WSOS section weighs. Of a whole of 100 marks, per cent are marks."""
    return _marks(row, column, _shown(row, column, report), report)


def number(row: Row, column: str, report: Report) -> Decimal | None:
    """What is measured against: as many digits as can be entered, and per cent as they are shown."""
    value = _shown(row, column, report)
    exact = None if value is None else enterable(value)
    if value is not None and exact is None:
        report.add(
            row.cell(column),
            _("{value} has more digits than can be entered."),
            _("Write a number of at most {digits} digits, and {places} after the point."),
            value=_short(value),
            digits=DIGITS,
            places=PLACES,
        )
    return exact


def percentage(row: Row, column: str, report: Report) -> Decimal | None:
    """A deduction in per cent, 0 to 100."""
    value = number(row, column, report)
    if value is not None and not 0 <= value <= 100:  # noqa: PLR2004 - per cent
        report.add(
            row.cell(column),
            _("{value} is no deduction: deductions go from 0 to 100 per cent."),
            _("Write how many per cent of the maximum are taken off."),
            value=_short(value),
        )
        return None
    return value


def enterable(value: Decimal) -> Decimal | None:
    """The number as it can be entered and shown in a marking form, or None where it cannot."""
    if not abs(value) <= LARGEST:
        return None
    exact = value.quantize(PLACE)
    # Adding nothing makes 1E+2 a 100 again.
    return exact.normalize() + 0 if abs(exact - value) <= max(FAINT, abs(value) * FAINT_SHARE) else None


def integer(row: Row, column: str, report: Report) -> int | None:
    value = _number(row, column, report)
    if value is None:
        return None
    if row[column].is_percent or not 0 <= value <= MOST or value != value.to_integral_value():
        report.add(row.cell(column), _("{value} is no whole number."), _("Write a whole number."), value=_short(value))
        return None
    return int(value)


def day(row: Row, column: str, report: Report) -> int | None:
    """A day of the competition, or None where the cell is empty."""
    if not row.has(column):
        return None
    written = DAY.fullmatch(row.word(column))
    return int(written[1]) if written else integer(row, column, report)


def text(row: Row, column: str, report: Report, most: int = MOST_TEXT) -> str:
    """What people read, in one line; empty where the cell is."""
    cell = row[column]
    found = ""
    match cell.value:
        case str() as found:
            pass
        case Decimal() as value:
            found = f"{plain(value * 100)}%" if cell.is_percent else plain(value)
        case bool():
            report.add(row.cell(column), _("TRUE or FALSE stands where a text is needed."), _("Write it as text."))
        case Unread() as unread:
            refuse(row, column, unread, report)
    if len(found) > most:
        report.add(
            row.cell(column),
            _("The text has more than {limit} characters."),
            _("Shorten it to {limit} characters."),
            limit=most,
        )
        return ""
    return found


def flag(row: Row, column: str, report: Report) -> bool | None:
    """TRUE or FALSE; an empty cell is FALSE."""
    value = row[column].value
    if value is None or isinstance(value, bool):
        return bool(value)
    if isinstance(value, Unread):
        refuse(row, column, value, report)
        return None
    found = WORDS.get(plain(value) if isinstance(value, Decimal) else row.word(column))
    if found is None:
        report.add(
            row.cell(column),
            _("“{value}” is neither TRUE nor FALSE."),
            _("Write TRUE or FALSE, or leave the cell empty for FALSE."),
            value=shown(value),
        )
    return found


def plain(value: Decimal) -> str:
    """Digits without an exponent and without zeros at the end: 1.0 is 1."""
    return f"{value.normalize():f}" if abs(value) <= LARGEST else f"{value:E}"


def shown(value: Value) -> str:
    """What stands in a cell, for a message."""
    if isinstance(value, Decimal):
        return _short(value)
    return "" if value is None or isinstance(value, Unread) else str(value)[:40]


def _short(value: Decimal) -> str:
    return str(value)[:40]


def _marks(row: Row, column: str, value: Decimal | None, report: Report) -> Decimal | None:
    if value is None:
        return None
    exact = value.quantize(CENT) if 0 <= value <= MOST else None
    if exact is None or abs(exact - value) > NOISE:
        report.add(
            row.cell(column),
            _("{value} is no mark: marks go from 0 to 1000 with at most two decimal places."),
            _("Write a number such as 0.50."),
            value=_short(value),
        )
        return None
    return exact


def _shown(row: Row, column: str, report: Report) -> Decimal | None:
    """The number as it is shown, without its sign for per cent."""
    cell = row[column]
    if isinstance(cell.value, str) and PERCENT.fullmatch(cell.value):
        row = replace(row, cells={column: replace(cell, value=cell.value.removesuffix("%").rstrip())})
    value = _number(row, column, report)
    return value * 100 if value is not None and cell.is_percent else value


def _number(row: Row, column: str, report: Report) -> Decimal | None:
    match row[column].value:
        case Decimal() as value:
            return value
        case None:
            report.add(row.cell(column), _("The cell is empty, but a number is needed."), _("Write a number."))
        case Unread() as unread:
            refuse(row, column, unread, report)
        case str() as written if NUMBER.fullmatch(written) and not EITHER.fullmatch(written):
            return Decimal(written.replace(" ", "").replace(",", ".").replace("−", "-"))
        case value:
            report.add(
                row.cell(column),
                _("A number is needed, but there is “{value}”."),
                _("Write a number, in a cell that is not formatted as text."),
                value=shown(value),
            )
    return None


def refuse(row: Row, column: str, unread: Unread, report: Report) -> None:
    """Says why such a cell has no value."""
    match unread:
        case Unread.DATE:
            report.add(
                row.cell(column),
                _("The spreadsheet has made a date or a time of what was typed here."),
                _("Format the cell as text, then type it again."),
            )
        case Unread.ERROR:
            report.add(
                row.cell(column),
                _("There is an error instead of a value."),
                _("Mend the formula, or write the value itself."),
            )
        case Unread.UNCOMPUTED:
            report.add(
                row.cell(column),
                _("There is a formula whose value is not in the file."),
                _("Copy the cell and paste it as a value, or save the file in Excel or LibreOffice."),
            )
