"""Finds the blocks of the sheet by their headings: row numbers differ from workbook to workbook."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row

SHEET = "CIS Marking Scheme Import"
FORM_HEADING: Final = re.compile("SUB ?CRITERI(ON|A) ?ID")
WEIGHTS: Final = re.compile("((WS[A-Z]+ )?MARKS?|WEIGHT)")
MARK: Final = re.compile("MARKS?")
LETTERS: Final = "ABCDEFGHIJKLMN"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a criterion's block has what, empty where it has not: workbooks of earlier years lack some columns."""

    code: str = "A"
    name: str = "B"
    day: str = "C"
    type: str = "D"
    description: str = "E"
    score: str = "F"
    extra: str = "G"
    requirement: str = "H"
    section: str = "I"
    calculation: str = "J"
    maximum: str = "K"


HEADINGS: Final = {
    "day": re.compile("DAY\\b"),
    "type": re.compile("ASPECT TYPE\\b"),
    "description": re.compile("ASPECT -? ?DESCRIPTION"),
    "score": re.compile("JUDG(E|EMENT|MENT)? SCORE\\b(?! DESC)"),
    "extra": re.compile("EXTRA\\b"),
    "requirement": re.compile("REQUIREMENT\\b"),
    "section": re.compile("WS[A-Z]* SECTION"),
    "calculation": re.compile("CALCULATION\\b"),
    "maximum": re.compile("MAX\\.?( MARK)?"),
}
NEEDED: Final = ("type", "description", "score", "extra", "section", "maximum")
"""Where a heading row has all of these, it says itself which columns there are."""


@dataclass(slots=True)
class Blocks:
    title: Row
    sections: list[Row] = field(default_factory=list)
    weight: str = "I"
    """The column of the sections' weights."""
    criteria: list[Row] = field(default_factory=list)
    mark: str = "K"
    """The column of the criteria's stated marks."""
    forms: list[tuple[Row, Columns]] = field(default_factory=list)
    """The rows of all criteria's blocks, without their headings."""
    sections_place: str = ""
    total_place: str = ""
    """The cell where a person looks for the sum of all marks."""


def find_blocks(rows: Sequence[Row], report: Report) -> Blocks:
    """Raises WorkbookRefused where a block is missing: nothing below would make sense."""
    for heading, stands in _NEEDED_HEADINGS.items():
        if not any(stands(row) for row in rows):
            report.add(
                f"{rows[0].sheet}!A1",
                _("The block with the heading “{heading}” in column A is missing."),
                _("Start from the CIS export, or from the template, and keep its headings."),
                heading=heading,
            )
    report.raise_if_any()
    walk = _Walk(Blocks(rows[0]))
    for row in rows:
        walk.step(row)
    return walk.blocks


def is_form_heading(row: Row) -> bool:
    return FORM_HEADING.fullmatch(row.word("A")) is not None


def _is_heading(word: str) -> Callable[[Row], bool]:
    return lambda row: row.word("A") == word


_is_sections, _is_criteria, _is_ids = map(_is_heading, ("SECTION", "CRITERIA", "ID"))
_NEEDED_HEADINGS: Final = {"Section": _is_sections, "Criteria": _is_criteria, "Sub Criterion ID": is_form_heading}


class _Walk:
    """Goes from row to row and knows which block it is in. A block of criteria or sections ends with its first gap; after it
    the forms go on, if they had begun: there may be several blocks of criteria, each with a heading of its own."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self._columns: Columns | None = None
        self._list: list[Row] | None = None
        self._is_under_criteria = False

    def step(self, row: Row) -> None:
        found = self.blocks
        if _is_sections(row) and not found.sections:
            found.weight = _column(row, WEIGHTS, "I")
            found.sections_place = row.cell(found.weight)
            self._list = found.sections
        elif _is_criteria(row):
            self._is_under_criteria = True
            found.total_place = found.total_place or row.cell(found.mark)
            self._list = found.criteria
        elif self._is_under_criteria and _is_ids(row):
            found.mark = _column(row, MARK, "K")
            self._list = found.criteria
        elif is_form_heading(row):
            self._columns, self._list = _columns(row), None
        elif self._list is not None and row.has("A"):
            self._list.append(row)
        elif self._columns is not None and not row.is_empty:
            self._list = None
            found.forms.append((row, self._columns))
        else:
            self._list = None
        if row.word("L") == "COMPETITION":
            found.total_place = row.cell("N")


def _columns(heading: Row) -> Columns:
    shown = {column: heading.word(column) for column in LETTERS}
    found = {
        name: next((column for column, text in shown.items() if pattern.match(text)), "")
        for name, pattern in HEADINGS.items()
    }
    return Columns(**found) if all(found[name] for name in NEEDED) else Columns()


def _column(heading: Row, pattern: re.Pattern[str], usual: str) -> str:
    """The column with such a heading, right of the names."""
    return next((column for column in LETTERS[2:] if pattern.fullmatch(heading.word(column))), usual)
