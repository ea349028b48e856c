"""The rows of the criteria's blocks: sub-criteria, their aspects, and the descriptors of judgement aspects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, Literal

from competitions.domain.aspect import Aspect, Rule
from competitions.domain.marking_scheme import SubCriterion
from competitions.workbook.blocks import Columns
from competitions.workbook.calculations import Calculations
from competitions.workbook.cells import MOST_NAME, day, decimal, integer, plain, shown, text
from competitions.workbook.faults import Report, _
from competitions.workbook.grid import Row
from competitions.workbook.pointers import calculation_of

CODE = re.compile(r"[A-I][1-9][0-9]?")
TYPES: Final[dict[str, Literal["M", "J"]]] = {"M": "M", "O": "M", "J": "J"}
"""Until 2017 a measurement was called objective."""
SCORES: Final = ("0", "1", "2", "3")
MOST_ASPECTS_OF_FORM = 99
"""Codes have two digits, and a form without scripts sends at most 1,000 fields."""


@dataclass(slots=True)
class Draft:
    """An aspect while its rows are read."""

    row: Row
    columns: Columns
    aspect: Aspect
    descriptors: dict[str, str] = field(default_factory=dict)
    """By score."""

    def finished(self) -> Aspect:
        known = self.aspect
        descriptors = tuple(self.descriptors[score] for score in SCORES if score in self.descriptors)
        return replace(known, descriptors=descriptors)


@dataclass(slots=True)
class Form:
    """A sub-criterion while its rows are read."""

    row: Row
    code: str
    name: str
    day: int | None
    aspects: list[Draft] = field(default_factory=list)

    def finished(self) -> SubCriterion:
        return SubCriterion(self.code, self.name, self.day, tuple(draft.finished() for draft in self.aspects))


def read_forms(rows: Iterable[tuple[Row, Columns]], calculations: Calculations, report: Report) -> list[Form]:
    reading = _Reading(calculations, report)
    for row, columns in rows:
        reading.step(row, columns)
    for form in reading.forms:
        _check_form(form, report)
    return reading.forms


class _Reading:
    def __init__(self, calculations: Calculations, report: Report) -> None:
        self.forms: list[Form] = []
        self._calculations = calculations
        self._report = report
        self._judged: Draft | None = None
        """The judgement aspect that descriptors belong to. Where it was refused, they are not refused too."""

    def step(self, row: Row, columns: Columns) -> None:
        if row.has(columns.code):
            self._open(row, columns)
        if row.has(columns.type):
            self._add_aspect(row, columns)
        elif row.has(columns.description) and row.has(columns.section) and row.has(columns.maximum):
            self._report.add(
                row.cell(columns.type),
                _("The aspect has no type."),
                _("Write M for measurement or J for judgement."),
            )
        elif row.has(columns.score) and self._judged and not row.has(columns.code):
            self._add_descriptor(row, columns, self._judged)

    def _open(self, row: Row, columns: Columns) -> None:
        code = row.word(columns.code)
        if not CODE.fullmatch(code):
            self._report.add(
                row.cell(columns.code),
                _("“{value}” is no sub-criterion."),
                _("Write the criterion's letter from A to I and a number, such as B2."),
                value=shown(row[columns.code].value),
            )
        name = text(row, columns.name, self._report, MOST_NAME)
        self.forms.append(Form(row, code[:3], name, day(row, columns.day, self._report)))
        self._judged = None

    def _add_aspect(self, row: Row, columns: Columns) -> None:
        self._judged = None
        kind = _type(row, columns, self._report)
        maximum = decimal(row, columns.maximum, self._report)
        section = integer(row, columns.section, self._report)
        words = self._words(row, columns, kind)
        if not self.forms:
            self._report.add(
                row.cell(columns.code),
                _("The aspect stands before any sub-criterion."),
                _("Write the sub-criterion, such as A1, in column A of a row above it."),
            )
        elif maximum == 0:
            self._report.add(
                row.cell(columns.maximum), _("The maximum mark is 0."), _("Give the aspect a mark, or delete its row.")
            )
        elif kind and maximum and section is not None:
            form = self.forms[-1]
            rule, unit = self._rule(row, columns, f"{form.code}.{len(form.aspects) + 1:02}", kind, maximum)
            form.aspects.append(Draft(row, columns, Aspect(rule, section, *words, unit=unit)))
            self._judged = form.aspects[-1] if kind == "J" else None

    def _rule(
        self, row: Row, columns: Columns, code: str, kind: Literal["M", "J"], maximum: Decimal
    ) -> tuple[Rule, str | None]:
        """With the unit of what is measured. A judgement has no calculation, whatever stands there."""
        if kind == "J":
            return Rule(code, kind, maximum), None
        calculation = calculation_of(row, columns.calculation, self._calculations, self._report)
        return Rule(code, kind, maximum, calculation.calculator, calculation.partial), calculation.unit

    def _words(self, row: Row, columns: Columns, kind: Literal["M", "J"] | None) -> tuple[str, str | None, str | None]:
        """Description, details, and the requirement, which measurements alone have: elsewhere the column means nothing."""
        requirement = text(row, columns.requirement, self._report) if kind == "M" else ""
        description, details = (text(row, column, self._report) for column in (columns.description, columns.extra))
        return description, details or None, requirement or None

    def _add_descriptor(self, row: Row, columns: Columns, judged: Draft) -> None:
        value = row[columns.score].value
        score = plain(value) if isinstance(value, Decimal) else row.text(columns.score)
        place = row.cell(columns.score)
        if score not in SCORES:
            self._report.add(place, _("“{value}” is no score."), _("Write 0, 1, 2 or 3."), value=shown(value))
        elif score in judged.descriptors:
            self._report.add(
                place,
                _("The score {score} is described twice."),
                _("Describe the scores 0, 1, 2 and 3 in the four rows below the aspect."),
                score=score,
            )
        else:
            judged.descriptors[score] = text(row, columns.extra, self._report)


def _type(row: Row, columns: Columns, report: Report) -> Literal["M", "J"] | None:
    kind = TYPES.get(row.word(columns.type))
    if kind is None:
        report.add(
            row.cell(columns.type),
            _("“{value}” is no type of aspect."),
            _("Write M for measurement or J for judgement."),
            value=shown(row[columns.type].value),
        )
    return kind


def _check_form(form: Form, report: Report) -> None:
    if len(form.aspects) > MOST_ASPECTS_OF_FORM:
        report.add(
            form.row.cell("A"),
            _("{code} has more than {limit} aspects."),
            _("Divide it into several sub-criteria."),
            code=form.code,
            limit=MOST_ASPECTS_OF_FORM,
        )
    for draft in form.aspects:
        if draft.descriptors and len(draft.descriptors) != len(SCORES):
            report.add(
                draft.row.cell(draft.columns.score),
                _("A judgement aspect has {count} descriptors instead of four."),
                _("Describe the scores 0, 1, 2 and 3 in the four rows below the aspect."),
                count=len(draft.descriptors),
            )
