"""What stands in a cell of an exported register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from certificates.documents.words import kind_words, reason_in
from certificates.domain.blanks.record import BlankRecord, Sheets
from certificates.domain.certificate import RegisterEntry
from certificates.domain.columns import Column, Field
from certificates.domain.standing import State
from shared.text import Text
from shared.web.i18n import Gettext
from shared.workbooks.writing import Cell

_EMPTY: Final = (Field.EMPTY_1, Field.EMPTY_2, Field.EMPTY_3, Field.EMPTY_4)


@dataclass(frozen=True, slots=True)
class Row:
    entry: RegisterEntry
    others: Mapping[UUID, tuple[str, bool]]
    """Number of each certificate that it names, and whether that is a duplicate."""
    day: Callable[[datetime], date]
    """In the calendar of the issuers."""
    sheets: Sheets
    """The numbered paper that it is on, and was on."""


def cells(row: Row, columns: Sequence[Column], _: Gettext) -> list[Cell]:
    return [_MADE[column.field](row, _) for column in columns]


def spoilt_cells(record: BlankRecord, columns: Sequence[Column], _: Gettext) -> list[Cell]:
    """Of a spoilt blank: a row of its own, without a registration number, which is the certificate's."""
    because = record.spoilt_because
    said: Mapping[Field, Cell] = {
        Field.DOCUMENT: _("Blank"),
        Field.SERIES: record.blank.series or None,
        Field.BLANK: record.blank.number,
        Field.STATUS: _("spoilt"),
        Field.SINCE: record.spoilt_on,
        Field.REASON: because.reason if because else None,
        Field.REPLACES: record.certificate or None,
        Field.DESTROYED: _("yes"),
    }
    return [said.get(column.field) for column in columns]


def titles(_: Gettext) -> Mapping[Field, str]:
    """As the fields are called where an issuer does not call them otherwise."""
    return {
        Field.NUMBER: _("Registration number"),
        Field.SHORT_ID: _("Id on the paper"),
        Field.DOCUMENT: _("Document"),
        Field.TITLE: _("Achievement"),
        Field.NAME: _("Holder"),
        Field.FAMILY_NAME: _("Family name"),
        Field.GIVEN_NAME: _("Given name"),
        Field.PATRONYMIC: _("Patronymic"),
        Field.TEAM: _("Team"),
        Field.CONTEXT: _("Where"),
        Field.SKILL: _("Skill"),
        Field.HOURS: _("Academic hours"),
        Field.BEGUN: _("Year of the beginning"),
        Field.ENDED: _("Year of the end"),
        Field.RESULT: _("Result"),
        Field.SCORE: _("Score"),
        Field.OUT_OF: _("Out of"),
        Field.POINTS: _("Points on the scale"),
        Field.BASIS: _("Basis"),
        Field.GRANTED_ON: _("Granted on"),
        Field.ISSUED_ON: _("Issued"),
        Field.EXPIRES_ON: _("Valid until"),
        **_states(_),
        **dict.fromkeys(_EMPTY, _("Empty, to fill in")),
    }


def _states(_: Gettext) -> Mapping[Field, str]:
    """Of the paper, and of what became of it."""
    return {
        Field.SERIES: _("Series of the blank"),
        Field.BLANK: _("Number of the blank"),
        Field.SPOILT: _("Spoilt blanks"),
        Field.STATUS: _("Status"),
        Field.SINCE: _("Since"),
        Field.REASON: _("Reason"),
        Field.REPLACES: _("Takes the place of"),
        Field.REPLACED_BY: _("Replaced by"),
        Field.DUPLICATE: _("Is a duplicate"),
        Field.LOST: _("Lost"),
        Field.EXCHANGED: _("Exchanged"),
        Field.DESTROYED: _("Taken back"),
    }


def _said(text: Text | None, _: Gettext) -> str | None:
    return text.in_language(_.language) if text else None


def _name_part(place: int) -> "_Make":
    """Of a person. Whoever was named by an officer has no parts: it is what stands before, between and behind the first two spaces."""

    def part(row: Row, _: Gettext) -> Cell:
        entry = row.entry
        if entry.name is None or entry.achievement.is_for_team:
            return None
        parts = entry.name.split(" ", 2)
        return parts[place] if place < len(parts) else None

    return part


def _yes(holds: object, _: Gettext) -> Cell:
    return _("yes") if holds else None


def _hours(row: Row, _: Gettext) -> Cell:
    granted = row.entry.granted.particulars.hours if row.entry.granted else None
    return row.entry.achievement.hours if granted is None else granted


def _status(row: Row, _: Gettext) -> Cell:
    return {
        State.VALID: _("valid"),
        State.SUSPENDED: _("suspended"),
        State.REVOKED: _("revoked"),
        State.SUPERSEDED: _("replaced"),
    }[row.entry.standing.state]


def _is_changed(entry: RegisterEntry) -> bool:
    return entry.standing.state is not State.VALID or bool(entry.history)


def _newer(row: Row) -> tuple[str, bool]:
    newer = row.entry.newer
    return row.others.get(newer, ("", False)) if newer else ("", False)


def _older(row: Row) -> str:
    reissued = row.entry.reissued
    return row.others.get(reissued.older, ("", False))[0] if reissued else ""


def _spoilt(row: Row, _: Gettext) -> Cell:
    return "; ".join(str(one.blank) for one in row.sheets.spoilt) or None


_Make = Callable[[Row, Gettext], Cell]
_MADE: Final[Mapping[Field, _Make]] = {
    Field.NUMBER: lambda row, _: str(row.entry.number),
    Field.SHORT_ID: lambda row, _: row.entry.short_id,
    Field.DOCUMENT: lambda row, _: kind_words(row.entry.achievement, _).heading,
    Field.TITLE: lambda row, _: _said(row.entry.achievement.title, _),
    Field.NAME: lambda row, _: row.entry.name,
    Field.FAMILY_NAME: _name_part(0),
    Field.GIVEN_NAME: _name_part(1),
    Field.PATRONYMIC: _name_part(2),
    Field.TEAM: lambda row, _: row.entry.team,
    Field.CONTEXT: lambda row, _: _said(row.entry.context.title, _),
    Field.SKILL: lambda row, _: _said(row.entry.context.skill_name, _),
    Field.HOURS: _hours,
    Field.BEGUN: lambda row, _: row.entry.context.starts_on.year if row.entry.context.starts_on else None,
    Field.ENDED: lambda row, _: row.entry.context.ends_on.year if row.entry.context.ends_on else None,
    Field.RESULT: lambda row, _: row.entry.granted.particulars.result if row.entry.granted else None,
    Field.SCORE: lambda row, _: Decimal(row.entry.score.total) if row.entry.score else None,
    Field.OUT_OF: lambda row, _: Decimal(row.entry.score.out_of) if row.entry.score else None,
    Field.POINTS: lambda row, _: row.entry.score.points if row.entry.score else None,
    Field.BASIS: lambda row, _: row.entry.granted.particulars.basis if row.entry.granted else None,
    Field.GRANTED_ON: lambda row, _: row.entry.granted.on if row.entry.granted else None,
    Field.ISSUED_ON: lambda row, _: row.day(row.entry.issued_at),
    Field.EXPIRES_ON: lambda row, _: row.entry.expires_on,
    Field.SERIES: lambda row, _: row.sheets.on.blank.series or None if row.sheets.on else None,
    Field.BLANK: lambda row, _: row.sheets.on.blank.number if row.sheets.on else None,
    Field.SPOILT: _spoilt,
    Field.STATUS: _status,
    Field.SINCE: lambda row, _: row.day(row.entry.standing.since) if _is_changed(row.entry) else None,
    Field.REASON: lambda row, _: reason_in(row.entry.standing.reason, _),
    Field.REPLACES: lambda row, _: _older(row) or None,
    Field.REPLACED_BY: lambda row, _: _newer(row)[0] or None,
    Field.DUPLICATE: lambda row, _: _yes(row.entry.reissued and row.entry.reissued.is_duplicate, _),
    Field.LOST: lambda row, _: _yes(_newer(row)[1], _),
    Field.EXCHANGED: lambda row, _: _yes(row.entry.standing.state is State.SUPERSEDED and not _newer(row)[1], _),
    Field.DESTROYED: lambda row, _: _yes(row.entry.standing.state is State.REVOKED, _),
    **dict.fromkeys(_EMPTY, lambda _row, _: None),
}
