"""Finds the blocks of the sheet by their headings: row numbers differ from workbook to workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row

SHEET = "CIS Marking Scheme Import"


@dataclass(frozen=True, slots=True)
class Blocks:
    title: str
    sections: tuple[Row, ...]
    criteria: tuple[Row, ...]
    forms: tuple[Row, ...]
    """The rows of all criteria's blocks, without their headings."""
    sections_place: str
    total_place: str
    """The cell where a person looks for the sum of all marks."""


def find_blocks(rows: Sequence[Row], report: Report) -> Blocks:
    """Raises WorkbookRefused where a block is missing: nothing below would make sense."""
    headings = {
        "Section": _find(rows, lambda row: row.text("A").casefold() == "section"),
        "Criteria": _find(rows, lambda row: row.text("A").casefold() == "criteria"),
        "Sub Criterion ID": _find(rows, is_form_heading),
    }
    for heading, index in headings.items():
        if index is None:
            report.add(
                f"{SHEET}!A1",
                _("The block with the heading “{heading}” in column A is missing."),
                _("Start from the CIS export, or from the template, and keep its headings."),
                heading=heading,
            )
    report.raise_if_any()
    sections, criteria, forms = (index or 0 for index in headings.values())
    total = _find(rows, lambda row: row.text("L").casefold() == "competition")
    return Blocks(
        title=rows[0].text("A"),
        sections=tuple(_until_gap(rows[sections + 1 :])),
        criteria=tuple(_until_gap(rows[criteria + 2 :])),
        forms=tuple(row for row in rows[forms:] if not is_form_heading(row) and not row.is_empty),
        sections_place=rows[sections].cell("I"),
        total_place=rows[criteria].cell("K") if total is None else rows[total].cell("N"),
    )


def is_form_heading(row: Row) -> bool:
    return row.text("A").casefold() == "sub criterion id"


def _find(rows: Sequence[Row], fits: Callable[[Row], bool]) -> int | None:
    return next((index for index, row in enumerate(rows) if fits(row)), None)


def _until_gap(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if not row.text("A"):
            return
        yield row
