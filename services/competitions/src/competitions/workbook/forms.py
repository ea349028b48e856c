"""The rows of the criteria's blocks: sub-criteria, their aspects, and the descriptors of judgement aspects."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from competitions.domain.aspect import Aspect, Rule
from competitions.domain.marking_scheme import SubCriterion
from competitions.domain.measurement import PassFail
from competitions.workbook.calculations import Calculation
from competitions.workbook.cells import decimal, integer
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row

CODE = re.compile(r"[A-I][1-9][0-9]?")
SCORES = ("0", "1", "2", "3")
MOST_TEXT = 2000


@dataclass(slots=True)
class Form:
    """A sub-criterion while its rows are read."""

    row: Row
    code: str
    day: int | None
    aspects: list["Draft"] = field(default_factory=list)

    def finished(self) -> SubCriterion:
        aspects = tuple(draft.finished() for draft in self.aspects)
        return SubCriterion(self.code, self.row.text("B")[:MOST_TEXT], self.day, aspects)


@dataclass(slots=True)
class Draft:
    """An aspect while its rows are read."""

    row: Row
    aspect: Aspect
    descriptors: list[str] = field(default_factory=list)

    def finished(self) -> Aspect:
        known = self.aspect
        return Aspect(
            known.rule, known.section, known.description, known.details, known.requirement, tuple(self.descriptors)
        )


def read_forms(rows: Iterable[Row], calculations: Mapping[str, Calculation], report: Report) -> list[Form]:
    forms: list[Form] = []
    for row in rows:
        if row.text("A"):
            _open(row, forms, report)
        if row.text("D"):
            _add_aspect(row, forms, calculations, report)
        elif row.text("F"):
            _add_descriptor(row, forms, report)
    for form in forms:
        _check_descriptors(form, report)
    return forms


def _open(row: Row, forms: list[Form], report: Report) -> None:
    code = row.text("A").upper()
    if not CODE.fullmatch(code):
        report.add(
            row.cell("A"),
            _("“{value}” is no sub-criterion."),
            _("Write the criterion's letter from A to I and a number, such as B2."),
            value=code[:40],
        )
    day = integer(row, "C", report) if row.text("C") else None
    forms.append(Form(row, code[:3], day))


def _add_aspect(row: Row, forms: list[Form], calculations: Mapping[str, Calculation], report: Report) -> None:
    kind = _type(row, report)
    maximum = decimal(row, "K", report)
    section = integer(row, "I", report)
    calculation = _calculation(row, calculations, report)
    if not forms:
        report.add(
            row.cell("A"),
            _("The aspect stands before any sub-criterion."),
            _("Write the sub-criterion, such as A1, in column A of a row above it."),
        )
    elif maximum == 0:
        report.add(row.cell("K"), _("The maximum mark is 0."), _("Give the aspect a mark, or delete its row."))
    elif kind and maximum and section is not None:
        form = forms[-1]
        code = f"{form.code}.{len(form.aspects) + 1:02}"
        rule = Rule(code, kind, maximum, calculation.calculator, calculation.partial)
        form.aspects.append(Draft(row, _aspect(row, rule, section)))


def _aspect(row: Row, rule: Rule, section: int) -> Aspect:
    details, requirement = row.text("G")[:MOST_TEXT] or None, row.text("H")[:MOST_TEXT] or None
    return Aspect(rule, section, row.text("E")[:MOST_TEXT], details, requirement)


def _type(row: Row, report: Report) -> Literal["M", "J"] | None:
    match row.text("D").upper():
        case "M":
            return "M"
        case "J":
            return "J"
        case value:
            report.add(
                row.cell("D"),
                _("“{value}” is no type of aspect."),
                _("Write M for measurement or J for judgement."),
                value=value[:40],
            )
            return None


def _calculation(row: Row, calculations: Mapping[str, Calculation], report: Report) -> Calculation:
    """A measurement without a calculation is full or zero marks [P]."""
    pointer = row.text("J")
    if pointer and pointer not in calculations:
        report.add(
            row.cell("J"),
            _("There is no calculation “{value}” in the sheet {sheet}."),
            _("Write the row number or the name of a calculation, or leave the cell empty for full or zero marks."),
            value=pointer[:40],
            sheet="Calculations",
        )
    return calculations.get(pointer, Calculation(PassFail(), partial=False))


def _add_descriptor(row: Row, forms: list[Form], report: Report) -> None:
    """A descriptor belongs to the judgement aspect above it. Where that one was refused, it is not refused too."""
    draft = forms[-1].aspects[-1] if forms and forms[-1].aspects else None
    if row.text("F") not in SCORES:
        report.add(row.cell("F"), _("“{value}” is no score."), _("Write 0, 1, 2 or 3."), value=row.text("F")[:40])
    elif draft and draft.aspect.rule.type == "J":
        draft.descriptors.append(row.text("G")[:MOST_TEXT])


def _check_descriptors(form: Form, report: Report) -> None:
    for draft in form.aspects:
        if draft.descriptors and len(draft.descriptors) != len(SCORES):
            report.add(
                draft.row.cell("F"),
                _("A judgement aspect has {count} descriptors instead of four."),
                _("Describe the scores 0, 1, 2 and 3 in the four rows below the aspect."),
                count=len(draft.descriptors),
            )
