"""Workbooks that are made, changed and read in tests."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from tests.competitions.workbook_maker import SHEET, Scheme

from competitions.domain.marking_scheme import Limits, MarkingScheme
from competitions.workbook import Fault, WorkbookRefused, read_marking_scheme
from demo.scheme import schemes
from demo.workbook import workbook


def read(content: bytes) -> MarkingScheme:
    return read_marking_scheme(content, Limits())


def refused(content: bytes) -> dict[str, Fault]:
    """What is wrong, by place."""
    with pytest.raises(WorkbookRefused) as caught:
        read(content)
    assert all(fault.message and fault.fix for fault in caught.value.faults)
    return {fault.where: fault for fault in caught.value.faults}


def made(**changed: Any) -> bytes:
    return Scheme(**changed).xlsx()


def cell_of(text: str, column: str, **changed: Any) -> str:
    """The cell in `column` of the aspect with that description."""
    for row in Scheme(**changed).book()[SHEET].iter_rows():
        if row[4].value == text:
            return f"{column}{row[0].row}"
    raise AssertionError(text)


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def with_cell(content: bytes, cell: str, xml: str, sheet: int = 1) -> bytes:
    """The workbook with another `c` element at that place of a sheet, written as other programs write it."""
    name = f"xl/worksheets/sheet{sheet}.xml"
    before = part(content, name).decode()
    after, count = re.subn(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', lambda _: xml, before)
    assert count == 1, cell
    return rezipped(content, {name: after.encode()})


def rezipped(content: bytes, change: Mapping[str, bytes]) -> bytes:
    """The workbook with some parts replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change.get(name, before.read(name)))
    return stream.getvalue()


SMALL = made()


SHARED = workbook(schemes()[0])
"""Its cells share their texts, as most programs write them."""
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MEGABYTE = 1024 * 1024


def with_parts(change: dict[str, bytes]) -> bytes:
    """The workbook with some parts replaced and others added."""
    stream = BytesIO(rezipped(SHARED, change))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in change.keys() - set(archive.namelist()):
            archive.writestr(name, change[name])
    return stream.getvalue()


def strings(inner: bytes) -> bytes:
    return f'<?xml version="1.0"?><sst xmlns="{MAIN}">'.encode() + inner + b"</sst>"
