"""Small CIS workbooks for tests, made cell by cell so that each can be wrong in its own way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook

SHEET = "CIS Marking Scheme Import"
HEADING = ("Sub\nCriterion\nID", "Sub Criterion\nName", "Day of Marking", "Aspect\nType", "Aspect - Description")


@dataclass
class Scheme:
    """Rows of the sheet before they are written. The default is the smallest sound scheme: 4 aspects, 100 marks."""

    sections: Sequence[tuple[Any, str, Any]] = ((1, "Organisation", 40), (2, "Making", 60))
    criteria: Sequence[tuple[str, str, Any]] = (("A", "Planning", 40), ("B", "Product", 60))
    forms: Mapping[str, Sequence[tuple[Any, ...]]] = field(
        default_factory=lambda: {
            "A1": [("M", "Plan is there", 1, None, 30), ("J", "Plan is clear", 1, None, 10)],
            "B1": [("M", "Parts made", 2, "parts", 50)],
            "B2": [("M", "Material", 2, "material", 10)],
        }
    )
    """By sub-criterion: (type, description, WSOS section, calculation, maximum mark)."""
    calculations: Sequence[Sequence[Any]] = (
        ("parts", "NUMBER_COMPLETED", True, 5),
        ("material", "CHOICE", True, "none left", 0, "some left", 25),
    )
    cells: Mapping[str, Any] = field(default_factory=dict)
    """Cells to overwrite at the end."""

    def book(self) -> Workbook:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = SHEET
        for row in self._rows():
            sheet.append(list(row))
        for cell, value in self.cells.items():
            sheet[cell] = value
        other = book.create_sheet("Calculations")
        for row in self.calculations:
            other.append(list(row))
        return book

    def xlsx(self) -> bytes:
        stream = BytesIO()
        self.book().save(stream)
        return stream.getvalue()

    def _rows(self) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = [["99 Test Craft"], [], ["WorldSkills Occupational Standards"]]
        rows.append(["Section", "Name", *[None] * 6, "WSOS Marks", "Aspect Marks", "Variation"])
        rows += [[number, name, *[None] * 6, weight, "=1+1", "=2-1"] for number, name, weight in self.sections]
        rows += [[*[None] * 8, "Total Variation", None, "=0"], [], ["Criteria"]]
        rows.append(["ID", "Name", *[None] * 8, "Mark"])
        rows += [[letter, name, *[None] * 8, mark] for letter, name, mark in self.criteria]
        rows.append([])
        letter = ""
        for code, aspects in self.forms.items():
            if code[:1] != letter:
                letter = code[:1]
                rows.append([*HEADING, "Judg Score", "Extra", "Requirement", "WSOS Section", "Calculation", "Max Mark"])
            rows.append([code, f"Form {code}", 1])
            for aspect in aspects:
                rows += _aspect(*aspect)
        return rows


def _aspect(kind: Any, text: str, section: Any, calculation: Any, maximum: Any) -> list[list[Any]]:
    rows: list[list[Any]] = [[None, None, None, kind, text, None, None, None, section, calculation, maximum]]
    if kind == "J":
        rows += [[*[None] * 5, score, f"Level {score}"] for score in range(4)]
    return rows
