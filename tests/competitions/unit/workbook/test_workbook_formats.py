"""Formats of files and of numbers: those that are not read are named, those that change what a number means are known."""

import zipfile
from io import BytesIO

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from tests.competitions.unit.workbook.workbooks import refused

from competitions.workbook.spreadsheet.shown import Shown, shown
from shared.workbooks.columns import column_letters, column_number

FORMATS: dict[str, bytes] = {
    "Excel .xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
    "PDF": b"%PDF-1.7\n1 0 obj",
    "HTML": b'\xef\xbb\xbf\n<!DOCTYPE html><html><table border="1"></table></html>',
    "XML": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "CSV": "Sub Criterion ID;Name\r\nA1;Форма\r\n".encode("cp1251"),
    "RTF": b"{\\rtf1\\ansi}",
}
ZIPPED = {
    "OpenDocument .ods": ("mimetype", "content.xml", "META-INF/manifest.xml"),
    "Excel .xlsb": ("[Content_Types].xml", "xl/workbook.bin"),
    "Word .docx": ("[Content_Types].xml", "word/document.xml"),
    "PowerPoint .pptx": ("[Content_Types].xml", "ppt/presentation.xml"),
    "Apple Numbers": ("Index/Document.iwa", "preview.jpg"),
}


def zipped(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize("name", [*FORMATS, *ZIPPED])
def test_a_format_that_is_not_read_is_named(name: str) -> None:
    content = FORMATS.get(name) or zipped(*ZIPPED[name])
    assert refused(content)["workbook"].facts == {"format": name}


def test_a_password_is_named() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked)["workbook"].message
    flagged = bytearray(zipped("[Content_Types].xml", "xl/workbook.xml"))
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(bytes(flagged))["workbook"].message


@pytest.mark.parametrize("number", range(50))
def test_the_formats_that_every_spreadsheet_has_mean_what_openpyxl_says_of_them(number: int) -> None:
    code = BUILTIN_FORMATS.get(number)
    if code is None:
        return
    dated = is_date_format(code) or number in {45, 46, 47}
    expected = Shown.AS_DATE if dated else Shown.AS_PERCENT if "%" in code else Shown.AS_IT_IS
    assert shown(number, None) is expected
    assert shown(200, code) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shown.AS_IT_IS),
        ("0.00E+00", Shown.AS_IT_IS),
        ('0" days"', Shown.AS_IT_IS),
        (r"0\ \д\н\е\й", Shown.AS_IT_IS),
        ("[$-419]dd mmmm yyyy", Shown.AS_DATE),
        ("[Red]0.00;[Blue]d", Shown.AS_IT_IS),
        ("[h]:mm:ss", Shown.AS_DATE),
        ("[$USD] #,##0.00", Shown.AS_IT_IS),
        ('0"%"', Shown.AS_IT_IS),
        (r"0.0\%", Shown.AS_IT_IS),
        ("0.0 %", Shown.AS_PERCENT),
        ("_-* #,##0.00 _₽_-", Shown.AS_IT_IS),
        ("@", Shown.AS_IT_IS),
    ],
)
def test_other_formats_mean_what_they_show(code: str, expected: Shown) -> None:
    assert shown(200, code) is expected


def test_columns_have_letters_as_in_a_spreadsheet() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 703, 16_384)] == ["A", "Z", "AA", "AZ", "AAA", "XFD"]
    assert all(column_number(column_letters(number)) == number for number in range(1, 16_385))
