"""From the bytes of a CIS marking-scheme workbook to a marking scheme that keeps every rule."""

import re
from collections.abc import Sequence
from typing import Final

from competitions.domain.marking_scheme import Criterion, Limits, MarkingScheme, SchemeUnsound, Section
from competitions.workbook import calculations
from competitions.workbook.blocks import SHEET, Blocks, find_blocks
from competitions.workbook.calculations import read_calculations
from competitions.workbook.cells import MOST_NAME, decimal, integer, shown, text, weight
from competitions.workbook.faults import Report, _
from competitions.workbook.forms import CODE, Form, read_forms
from competitions.workbook.grid import Row
from competitions.workbook.places import Places
from competitions.workbook.size import check_size
from competitions.workbook.spreadsheet.worksheet import read_grids

LETTER: Final = re.compile("[A-I]")


def read_marking_scheme(content: bytes, limits: Limits) -> MarkingScheme:
    """Takes bounded time and memory, whatever the bytes are. Raises WorkbookRefused with all cells to mend."""
    report = Report()
    grids = read_grids(content, SHEET, calculations.SHEET)
    if not grids.get(SHEET):
        report.add("workbook", _("The sheet “{sheet}” is missing."), _("Name the sheet of the scheme so."), sheet=SHEET)
        report.raise_if_any()
    blocks = find_blocks(grids[SHEET], report)
    calculators = read_calculations(grids.get(calculations.SHEET, []))
    sections = [(row, section) for row in blocks.sections if (section := _section(row, blocks, report))]
    forms = read_forms(blocks.forms, calculators, report)
    criteria = [(row, _criterion(row, forms, report)) for row in blocks.criteria]
    _check_letters(forms, [criterion.letter for _, criterion in criteria], report)
    title = text(blocks.title, "A", report, MOST_NAME)
    report.raise_if_any()
    _check_stated_marks(blocks, criteria, report)
    scheme = MarkingScheme(title, tuple(s for _, s in sections), tuple(c for _, c in criteria))
    check_size(scheme, report)
    try:
        scheme.check(limits)
    except SchemeUnsound as unsound:
        Places(blocks, sections, criteria, forms, limits).explain(unsound, report)
    report.raise_if_any()
    return scheme


def _section(row: Row, blocks: Blocks, report: Report) -> Section | None:
    number, marks = integer(row, "A", report), weight(row, blocks.weight, report)
    name = text(row, "B", report, MOST_NAME)
    return None if number is None or marks is None else Section(number, name, marks)


def _criterion(row: Row, forms: Sequence[Form], report: Report) -> Criterion:
    letter = row.word("A")
    if not LETTER.fullmatch(letter):
        report.add(
            row.cell("A"),
            _("“{value}” is no criterion."),
            _("Write a letter from A to I."),
            value=shown(row["A"].value),
        )
    own = tuple(form.finished() for form in forms if form.code[:1] == letter)
    return Criterion(letter, text(row, "B", report, MOST_NAME), own)


def _check_letters(forms: Sequence[Form], letters: Sequence[str], report: Report) -> None:
    for form in forms:
        if CODE.fullmatch(form.code) and form.code[:1] not in letters:
            report.add(
                form.row.cell("A"),
                _("The sub-criterion {code} belongs to no criterion of the block “Criteria”."),
                _("Add the criterion there, or mend the letter here."),
                code=form.code,
            )


def _check_stated_marks(blocks: Blocks, criteria: Sequence[tuple[Row, Criterion]], report: Report) -> None:
    """The block of criteria states each criterion's marks. A formula there is a sum, which is made here again."""
    for row, criterion in criteria:
        if row[blocks.mark].is_formula or not row.has(blocks.mark):
            continue
        stated = decimal(row, blocks.mark, report)
        if stated is not None and stated != criterion.maximum:
            report.add(
                row.cell(blocks.mark),
                _("Criterion {letter} is said to have {stated} marks, but its aspects add up to {total}."),
                _("Mend the mark here, or the maximum marks of the aspects of {letter}."),
                letter=criterion.letter,
                stated=stated,
                total=criterion.maximum,
            )
