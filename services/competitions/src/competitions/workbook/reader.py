"""From the bytes of a CIS marking-scheme workbook to a marking scheme that keeps every rule."""

from collections.abc import Sequence

from competitions.domain.marking_scheme import Criterion, Limits, MarkingScheme, SchemeUnsound, Section
from competitions.workbook import calculations
from competitions.workbook.blocks import SHEET, find_blocks
from competitions.workbook.calculations import read_calculations
from competitions.workbook.cells import decimal, integer
from competitions.workbook.faults import Report, _
from competitions.workbook.forms import CODE, Form, read_forms
from competitions.workbook.grid import Formula, Row, read_grids
from competitions.workbook.places import Places


def read_marking_scheme(content: bytes, limits: Limits) -> MarkingScheme:
    """Takes bounded time and memory, whatever the bytes are. Raises WorkbookRefused with all cells to mend."""
    report = Report()
    grids = read_grids(content, SHEET, calculations.SHEET)
    if SHEET not in grids or not grids[SHEET]:
        report.add("workbook", _("The sheet “{sheet}” is missing."), _("Name the sheet of the scheme so."), sheet=SHEET)
        report.raise_if_any()
    blocks = find_blocks(grids[SHEET], report)
    calculators = read_calculations(grids.get(calculations.SHEET, []), report)
    sections = [(row, section) for row in blocks.sections if (section := _section(row, report))]
    forms = read_forms(blocks.forms, calculators, report)
    criteria = [(row, _criterion(row, forms)) for row in blocks.criteria]
    _check_letters(forms, [criterion.letter for _, criterion in criteria], report)
    report.raise_if_any()
    _check_stated_marks(criteria, report)
    scheme = MarkingScheme(blocks.title, tuple(s for _, s in sections), tuple(c for _, c in criteria))
    try:
        scheme.check(limits)
    except SchemeUnsound as unsound:
        Places(blocks, sections, criteria, forms).explain(unsound, report)
    report.raise_if_any()
    return scheme


def _section(row: Row, report: Report) -> Section | None:
    number, weight = integer(row, "A", report), decimal(row, "I", report)
    return None if number is None or weight is None else Section(number, row.text("B"), weight)


def _criterion(row: Row, forms: Sequence[Form]) -> Criterion:
    letter = row.text("A").upper()[:1]
    return Criterion(letter, row.text("B"), tuple(form.finished() for form in forms if form.code[:1] == letter))


def _check_letters(forms: Sequence[Form], letters: Sequence[str], report: Report) -> None:
    for form in forms:
        if CODE.fullmatch(form.code) and form.code[:1] not in letters:
            report.add(
                form.row.cell("A"),
                _("The sub-criterion {code} belongs to no criterion of the block “Criteria”."),
                _("Add the criterion there, or mend the letter here."),
                code=form.code,
            )


def _check_stated_marks(criteria: Sequence[tuple[Row, Criterion]], report: Report) -> None:
    """The block of criteria states each criterion's marks. A formula there is a sum, which is made here again."""
    for row, criterion in criteria:
        if isinstance(row["K"], Formula) or not row.text("K"):
            continue
        stated = decimal(row, "K", report)
        if stated is not None and stated != criterion.maximum:
            report.add(
                row.cell("K"),
                _("Criterion {letter} is said to have {stated} marks, but its aspects add up to {total}."),
                _("Mend the mark here, or the maximum marks of the aspects of {letter}."),
                letter=criterion.letter,
                stated=stated,
                total=criterion.maximum,
            )
