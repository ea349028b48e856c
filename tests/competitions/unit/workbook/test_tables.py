"""Tables that people fill in: what stands in a cell is what is read, or the cell is named."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from competitions.api.skill_rows import planned_rows
from competitions.workbook import WorkbookRefused
from competitions.workbook.table import read_table

HEADINGS = ("Number", "Name in Russian", "Name in English", "Places")


def file(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Skills", 0)
    for row in rows:
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("column", range(len(HEADINGS)))
@pytest.mark.parametrize("ticked", [True, False])
def test_true_and_false_are_neither_a_name_nor_a_number(column: int, ticked: bool) -> None:
    row: list[Any] = ["07", "Сборка", "Assembly", 12]
    assert len(planned_rows(read_table(file(HEADINGS, row)))) == 1
    row[column] = ticked
    with pytest.raises(WorkbookRefused) as refused:
        planned_rows(read_table(file(HEADINGS, row)))
    told = {(fault.where, fault.message) for fault in refused.value.faults}
    assert (f"Skills!{'ABCD'[column]}2", "What stands here cannot be read.") in told


def test_what_is_ticked_in_a_column_of_their_own_comes_back_to_them() -> None:
    [row] = read_table(file(["07", True, False]))
    assert (dict(row.cells), row.unread) == ({"A": "07", "B": "TRUE", "C": "FALSE"}, ("B", "C"))
