"""Workbooks that are made, changed and read in tests."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from tests.competitions.workbook_maker import Scheme

from competitions.domain.marking_scheme import Limits, MarkingScheme
from competitions.workbook import Fault, WorkbookRefused, read_marking_scheme


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


def rezipped(content: bytes, change: Mapping[str, bytes]) -> bytes:
    """The workbook with some parts replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change.get(name, before.read(name)))
    return stream.getvalue()


SMALL = made()
