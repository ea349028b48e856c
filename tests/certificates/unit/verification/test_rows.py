"""Tables and lists of numbers: which column has them, and what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.certificates.unit.verification.test_files import CODE, NUMBER, found, workbook

from certificates.verification.files.rows import in_pasted


@pytest.mark.parametrize("kind", ["xlsx", "second sheet", "semicolons", "commas", "tabs", "excel's csv", "utf-16"])
def test_a_table_gives_a_row_for_each_applicant_with_what_stands_beside_the_number(kind: str) -> None:
    rows = [["Список претендентов", "", ""], ["№", "Имя", "Сертификат"]]
    rows += [
        ["1", "Иванов Иван", NUMBER],
        ["2", "Петров, Пётр", "47-2026-00002"],
        ["", "", ""],
        ["3", "Без номера", ""],
    ]
    separator = {"commas": ",", "tabs": "\t"}.get(kind, ";")
    lines = "\r\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows)
    content = {
        "xlsx": lambda: workbook(*rows),
        "second sheet": lambda: workbook(*rows, sheets=2),
        "excel's csv": lambda: lines.encode("cp1251"),
        "utf-16": lambda: lines.encode("utf-16"),
    }.get(kind, lines.encode)()
    assert [(each.row, each.text, each.label) for each in found(content)] == [
        (3, NUMBER, "Иванов Иван"),
        (4, "47-2026-00002", "Петров, Пётр"),
        (6, "", "Без номера"),
    ]


def test_what_is_pasted_is_lines_a_table_or_signed_data() -> None:
    assert [each.text for each in in_pasted(f" {NUMBER} \n\n{CODE}\nслова\n")] == [NUMBER, CODE, "слова"]
    assert [each.text.strip() for each in in_pasted(f"{NUMBER}, {NUMBER}; ")] != []
    assert [each.label for each in in_pasted(f"Иванов\t{NUMBER}\nПетров\t{NUMBER}")] == ["Иванов", "Петров"]
    assert [each.text for each in in_pasted('{\n"a": 1\n}')] == ['{\n"a": 1\n}']
    assert [each.text for each in in_pasted("слова\nи ещё")] == ["слова", "и ещё"]
    assert in_pasted(" \n") == []


@pytest.mark.parametrize("sign", ['"', '""" "'])
@pytest.mark.parametrize("rows", [1, 2, 3000])
def test_a_quotation_mark_that_nothing_closes_hides_no_number(sign: str, rows: int) -> None:
    text = f"{sign}a.jpg\t{NUMBER}\n" * rows + f"b.jpg\t{NUMBER}"
    assert [(each.row, each.text) for each in in_pasted(text)] == [(at, NUMBER) for at in range(1, rows + 2)]


def test_a_cell_of_several_lines_is_one() -> None:
    text = f'Сосна\t{NUMBER}\n"Ёлкина\nСнежана"\t{NUMBER}'
    assert [each.label for each in in_pasted(text)] == ["Сосна", "Ёлкина Снежана"]


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_presented_or_nothing(text: str) -> None:
    assert all(each.text.strip() or each.label for each in in_pasted(text))
