from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from competitions.domain.marking_scheme import (
    Criterion,
    Empty,
    Fault,
    Limits,
    SchemeUnsound,
    Section,
    SectionOutOfBalance,
    SectionTwice,
    Twice,
    UnknownSection,
    WrongTotal,
    WrongWeights,
)
from competitions.workbook.blocks import Blocks
from competitions.workbook.faults import Report, _
from competitions.workbook.forms import Form
from competitions.workbook.grid import Row


@dataclass(frozen=True, slots=True)
class Places:
    """Knows the cell of everything that the scheme's own rules may complain of."""

    blocks: Blocks
    sections: Sequence[tuple[Row, Section]]
    criteria: Sequence[tuple[Row, Criterion]]
    forms: Sequence[Form]
    limits: Limits

    def explain(self, unsound: SchemeUnsound, report: Report) -> None:
        for fault in unsound.faults:
            self._explain(fault, report)

    def _explain(self, fault: Fault, report: Report) -> None:
        match fault:
            case WrongTotal() | WrongWeights():
                self._explain_sum(fault, report)
            case SectionOutOfBalance():
                self._explain_balance(fault, report)
            case _:
                self._explain_part(fault, report)

    def _explain_part(self, fault: UnknownSection | Empty | Twice | SectionTwice, report: Report) -> None:
        match fault:
            case UnknownSection(code, section):
                report.add(
                    self._section_of(code),
                    _("There is no WSOS section {section}."),
                    _("Write the number of a section from the block at the top."),
                    section=section,
                )
            case Empty(code):
                report.add(
                    self._part(code).cell("A"), _("{code} has no aspects."), _("Add aspects or delete it."), code=code
                )
            case Twice(code):
                report.add(
                    self._part(code).cell("A"),
                    _("{code} stands there twice."),
                    _("Give each criterion and sub-criterion a name of its own."),
                    code=code,
                )
            case SectionTwice(number):
                report.add(
                    [row for row, section in self.sections if section.number == number][-1].cell("A"),
                    _("WSOS section {number} stands there twice."),
                    _("Give each section a number of its own."),
                    number=number,
                )
            case _:
                assert_never(fault)

    def _explain_sum(self, fault: WrongTotal | WrongWeights, report: Report) -> None:
        sums = {"total": fault.total, "expected": fault.expected}
        if isinstance(fault, WrongTotal):
            report.add(
                self.blocks.total_place,
                _("The maximum marks of all aspects add up to {total} instead of {expected}."),
                _("Change maximum marks in column K until they add up to {expected}."),
                **sums,
            )
        else:
            report.add(
                self.blocks.sections_place,
                _("The WSOS sections' weights add up to {total} instead of {expected}."),
                _("Change the weights in column I until they add up to {expected}."),
                **sums,
            )

    def _explain_balance(self, fault: SectionOutOfBalance, report: Report) -> None:
        row = next(row for row, section in self.sections if section == fault.section)
        report.add(
            row.cell("K"),
            _(
                "The aspects of WSOS section {section} have {marks} marks, its weight is {weight}: more than {limit} apart."
            ),
            _(
                "Move aspects between sections (column I) or change their marks until the difference is at most {limit};"
                " or an organiser accepts it, with a reason (variation_reason)."
            )
            if self.limits.is_variation_acceptable
            else _(
                "Move aspects between sections (column I) or change their marks until the difference is at most {limit}."
            ),
            section=fault.section.number,
            marks=fault.marks,
            weight=fault.section.weight,
            limit=fault.limit,
        )

    def _section_of(self, code: str) -> str:
        draft = next(draft for form in self.forms for draft in form.aspects if draft.aspect.code == code)
        return draft.row.cell(draft.columns.section)

    def _part(self, code: str) -> Row:
        """The last row with that letter or code: of two, the one that came too much."""
        rows = {criterion.letter: row for row, criterion in self.criteria} | {
            form.code: form.row for form in self.forms
        }
        return rows[code]
