"""Writes a marking scheme as the CIS writes it: `CIS Marking Scheme Import` and `Calculations`."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from demo.scheme import Aspect, Calculation, Criterion, Form, Scheme

SHEET: Final = "CIS Marking Scheme Import"
Cells = dict[str, str | float | None]
"""By the letter of the column."""
HEADING: Final = (
    "Sub\nCriterion\nID",
    "Sub Criterion\nName or Description",
    "Day of Marking",
    "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Meas or Judg)",
    "Requirement\n(Measurement Only)",
    "WSOS Section",
    "Calculation Row \n(Export only)",
    "Max\nMark",
)


def workbook(scheme: Scheme) -> bytes:
    """The bytes of the .xlsx."""
    target = BytesIO()
    with Workbook(target, {"strings_to_formulas": False, "in_memory": True}) as book:
        _Sheet(book.add_worksheet(SHEET), scheme).write()
        _write_calculations(book.add_worksheet("Calculations"), scheme)
    return target.getvalue()


def calculation_row(scheme: Scheme, aspect: Aspect) -> int | None:
    """Its row in the sheet `Calculations`, counted from 1; there is no heading."""
    return scheme.calculations.index(aspect.calculation) + 1 if aspect.calculation else None


def _write_calculations(sheet: Worksheet, scheme: Scheme) -> None:
    for row, one in enumerate(scheme.calculations):
        sheet.write_row(row, 0, (one.name, one.type, True, "#-#".join(_entries(one))))


def _entries(calculation: Calculation) -> Iterator[str]:
    """The parameters as the CIS writes them: `KEY:::number#x~x#text`, of which one is empty."""
    given = calculation.parameters
    match calculation.type:
        case "NUMBER_COMPLETED":
            yield _number("NUM_POSSIBLE", given[0])
        case "CHOICE":
            yield "DEDUCTION_TYPE:::#x~x#PERCENT"
            for place, (label, off) in enumerate(zip(given[::2], given[1::2], strict=True), 1):
                yield f"CHOICE{place}_LABEL:::#x~x#{label}"
                yield _number(f"CHOICE{place}_DEDUCTION", off)
        case "RANGED_SCORE":
            yield "DEDUCTION_TYPE:::#x~x#PERCENT"
            yield _number("TARGET_VALUE", given[0])
            for place, (within, off) in enumerate(zip(given[1::2], given[2::2], strict=True), 1):
                for key, value in (("LOWER", within), ("UPPER", within), ("DEDUCTION", off)):
                    yield _number(f"RANGE{place}_{key}", value)


def _number(key: str, value: str | float) -> str:
    return f"{key}:::{Decimal(str(value)).quantize(Decimal('1E-8'))}#x~x#"


class _Sheet:
    def __init__(self, sheet: Worksheet, scheme: Scheme) -> None:
        self._sheet = sheet
        self._scheme = scheme
        self._row = 0

    def write(self) -> None:
        self._put({"A": f"{self._scheme.number} {self._scheme.name['ru']}"})
        self._row += 1
        self._write_sections()
        self._row += 2
        self._put({"A": "Criteria"})
        self._put({"A": "ID", "B": "Name", "K": "Mark"})
        for criterion in self._scheme.criteria:
            self._put({"A": criterion.letter, "B": criterion.name, "K": float(criterion.maximum)})
        self._row += 2
        for criterion in self._scheme.criteria:
            self._write_criterion(criterion)
            self._row += 1
        total = sum(criterion.maximum for criterion in self._scheme.criteria)
        self._put({"L": "Competition", "M": "Total\nMark", "N": float(total)})

    def _write_sections(self) -> None:
        self._put({"A": "WorldSkills Occupational Standards"})
        self._put({"A": "Section", "B": "WSOS Marks", "I": "WSOS Marks", "J": "Aspect Marks", "K": "Variation"})
        variation = 0.0
        for section in self._scheme.sections:
            marks = sum(one.maximum for one in self._scheme.aspects if one.section == section.number)
            apart = float(abs(section.weight - marks))
            variation += apart
            weight = float(section.weight)
            self._put({"A": section.number, "B": section.name, "I": weight, "J": float(marks), "K": apart})
        self._put({"I": "Total Variation", "K": variation})

    def _write_criterion(self, criterion: Criterion) -> None:
        ends: Cells = {"L": f"Criterion {criterion.letter}", "M": "Total\nMark", "N": float(criterion.maximum)}
        self._put({**dict(zip("ABCDEFGHIJK", HEADING, strict=True)), **ends})
        for form in criterion.forms:
            self._write_form(form)
            self._row += 1

    def _write_form(self, form: Form) -> None:
        self._put({"A": form.code, "B": form.name, "C": form.day})
        for aspect in form.aspects:
            pointer = calculation_row(self._scheme, aspect)
            self._put(
                {
                    "D": aspect.type,
                    "E": aspect.text,
                    "H": aspect.requirement,
                    "I": aspect.section,
                    "J": pointer,
                    "K": float(aspect.maximum),
                }
            )
            for score, words in enumerate(aspect.scores):
                self._put({"F": str(score), "G": words})

    def _put(self, cells: Cells) -> None:
        for column, value in cells.items():
            if value not in (None, ""):
                self._sheet.write(self._row, ord(column) - ord("A"), value)
        self._row += 1
