"""A marking scheme as a CIS workbook again, which is read back as the same scheme. Calculations stand as CIS itself writes them; what only
the layout by columns can say (full or zero marks of what is counted, chosen or near) stands by columns."""

from collections.abc import Iterator, Sequence
from typing import Final

from competitions.domain.aspect import Aspect, Rule
from competitions.domain.marking_scheme import MarkingScheme, SubCriterion
from competitions.domain.measurement import Choice, NumberCompleted, PassFail, RangedScore
from competitions.workbook import calculations, cis
from competitions.workbook.blocks import SHEET
from shared.workbooks.writing import Cell, Sheet

Cells = Sequence[Cell]
HEADING: Final = (
    "Sub\nCriterion\nID",
    "Sub Criterion\nName or Description",
    "Day of Marking",
    "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\n(Measurement Only)",
    "WSOS Section",
    "Calculation Row \n(Export only)",
    "Max\nMark",
)
UNNAMED: Final = (None,) * 6
"""Between a section's or criterion's name and its marks."""


def scheme_sheets(scheme: MarkingScheme) -> list[Sheet]:
    listed = _listed(scheme)
    return [Sheet(SHEET, list(_rows(scheme, listed))), Sheet(calculations.SHEET, listed)]


def _listed(scheme: MarkingScheme) -> list[Cells]:
    """Each calculation once, in the order of the aspects."""
    return list(dict.fromkeys(row for one in scheme.aspects if (row := _calculation(one))))


def _calculation(aspect: Aspect) -> tuple[Cell, ...] | None:
    """None: full or zero marks, which need none. The name says the unit."""
    rule = aspect.rule
    if rule.type == "J" or (isinstance(rule.calculator, PassFail) and not aspect.unit):
        return None
    kind = rule.calculator.type
    name = f"{kind}, {aspect.unit}" if aspect.unit else None
    return (name, kind, rule.partial, *_parameters(rule))


def _parameters(rule: Rule) -> Iterator[Cell]:
    if isinstance(rule.calculator, PassFail):
        return
    if rule.partial:
        try:
            yield cis.encode(rule.calculator)
        except cis.NotWritable:
            yield from _by_columns(rule)
    else:
        yield from _by_columns(rule)


def _by_columns(rule: Rule) -> Iterator[Cell]:
    match rule.calculator:
        case NumberCompleted(of):
            yield of
        case Choice(options):
            for option in options:
                yield from (option.label, option.deduction)
        case RangedScore(target, ranges):
            yield target
            for step in ranges:
                if step.within:  # the target itself is worth everything there
                    yield from (step.within, step.deduction)


def _rows(scheme: MarkingScheme, listed: Sequence[Cells]) -> Iterator[Cells]:
    yield (scheme.title,)
    yield ()
    yield ("WorldSkills Occupational Standards",)
    yield ("Section", "WSOS Marks", *UNNAMED, "WSOS Marks", "Aspect Marks", "Variation")
    for section in scheme.sections:
        marks = scheme.marks_of(section)
        yield (section.number, section.name, *UNNAMED, section.weight, marks, abs(section.weight - marks))
    yield (None, None, *UNNAMED, "Total Variation", None, scheme.variation)
    yield ()
    yield ("Criteria",)
    yield ("ID", "Name", *UNNAMED, None, None, "Mark")
    for criterion in scheme.criteria:
        yield (criterion.letter, criterion.name, *UNNAMED, None, None, criterion.maximum)
    for criterion in scheme.criteria:
        yield ()
        yield (*HEADING, f"Criterion {criterion.letter}", "Total\nMark", criterion.maximum)
        for sub_criterion in criterion.sub_criteria:
            yield from _form(sub_criterion, listed)
    yield ()
    yield (*(None,) * 11, "Competition", "Total\nMark", scheme.total)


def _form(form: SubCriterion, listed: Sequence[Cells]) -> Iterator[Cells]:
    yield (form.code, form.name, form.day)
    for aspect in form.aspects:
        row = _calculation(aspect)
        pointer = listed.index(row) + 1 if row else None
        said = (aspect.rule.type, aspect.description, None, aspect.details, aspect.requirement, aspect.section)
        yield (None, None, None, *said, pointer, aspect.rule.maximum)
        for score, words in enumerate(aspect.descriptors):
            yield (*(None,) * 5, score, words)
