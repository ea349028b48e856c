"""What the columns of a table are called, in either language and as programs name them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from certificates.domain.acts.act import Doing
from certificates.domain.acts.faults import BadTable, TableFault
from shared.web.i18n import LANGUAGES, Gettext, texts


class Column(StrEnum):
    NUMBER = "number"
    HOLDER = "holder"
    """Who it is, for the eyes of the officer: not read."""
    NAME = "name"
    ACHIEVEMENT = "achievement"
    TOTAL = "total"
    OUT_OF = "out_of"
    POINTS = "points"
    GRANTED_ON = "granted_on"
    SERIES = "series"
    BLANK = "blank"
    SPOILT_ON = "spoilt_on"


_SHEET: Final = (Column.NUMBER, Column.HOLDER, Column.SERIES, Column.BLANK)
OF: Final[dict[Doing, tuple[Column, ...]]] = {
    Doing.REISSUE: (
        *(Column.NUMBER, Column.HOLDER, Column.NAME, Column.ACHIEVEMENT, Column.TOTAL, Column.OUT_OF),
        *(Column.POINTS, Column.GRANTED_ON),
    ),
    Doing.BLANKS: _SHEET,
    Doing.CORRECT_BLANKS: _SHEET,
    Doing.REPRINT: (*_SHEET, Column.SPOILT_ON),
}
"""What is done by a table, and which columns it has."""


def headings(doing: Doing, _: Gettext) -> list[str]:
    return [_named(column, _) for column in OF[doing]]


def template_headings(_: Gettext) -> list[str]:
    """Of all that can be done by a table: what is left empty is not asked for."""
    columns = dict.fromkeys(column for columns in OF.values() for column in columns)
    return [_named(column, _) for column in columns]


def placed(heading: Sequence[str]) -> dict[Column, int]:
    """In which place of the rows each column stands. Raises BadTable."""
    known = {_folded(name): column for column in Column for name in _names(column)}
    found: dict[Column, int] = {}
    for place, name in enumerate(heading):
        if not name:
            continue
        column = known.get(_folded(name))
        if column is None:
            raise BadTable(TableFault.UNKNOWN_COLUMN, name[:60])
        if column in found:
            raise BadTable(TableFault.COLUMN_TWICE, name[:60])
        found[column] = place
    if Column.NUMBER not in found:
        raise BadTable(TableFault.NO_HEADING)
    return found


def _names(column: Column) -> list[str]:
    return [column.value, *(_named(column, texts("certificates", language)) for language in LANGUAGES)]


def _named(column: Column, _: Gettext) -> str:
    return {
        Column.NUMBER: _("Registration number"),
        Column.HOLDER: _("Holder (not read)"),
        Column.NAME: _("Name on the certificate"),
        Column.ACHIEVEMENT: _("Code of the achievement"),
        Column.TOTAL: _("Score"),
        Column.OUT_OF: _("Out of"),
        Column.POINTS: _("Points on the scale"),
        Column.GRANTED_ON: _("Granted on"),
        Column.SERIES: _("Series of the blank"),
        Column.BLANK: _("Number of the blank"),
        Column.SPOILT_ON: _("The one before was spoilt on"),
    }[column]


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
