"""Files that are no .xlsx: which they are, and how to make one of them."""

from collections.abc import Collection
from typing import Final

from competitions.workbook.faults import Fault, WorkbookRefused, _

ZIP: Final = b"PK"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Starts what Excel wrote until 2003, and also what it writes today with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
STARTS: Final = {
    b"%pdf": "PDF",
    b"<html": "HTML",
    b"<!doctype html": "HTML",
    b"<table": "HTML",
    b"{\\rtf": "RTF",
    b"<?xml": "XML",
}
PARTS: Final = {
    "xl/workbook.bin": "Excel .xlsb",
    "word/document.xml": "Word .docx",
    "ppt/presentation.xml": "PowerPoint .pptx",
    "index/document.iwa": "Apple Numbers",
    "content.xml": "OpenDocument .ods",
}
HEAD: Final = 1024
SEPARATORS: Final = (b";", b",", b"\t")


def check_start(content: bytes) -> None:
    """Raises WorkbookRefused for a file that is no zip file, with its format where that can be told."""
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(OLE):
        raise locked() if ENCRYPTED in content else _other("Excel .xls")
    for start, name in STARTS.items():
        if head[: len(start)].lower() == start:
            raise _other(name)
    if not content.startswith(ZIP) and _is_lines(head):
        raise _other("CSV")


def check_parts(names: Collection[str]) -> None:
    """`names`: those of the parts, in small letters."""
    for part, name in PARTS.items():
        if part in names:
            raise _other(name)
    if "[content_types].xml" not in names:
        raise no_workbook()


def no_workbook() -> WorkbookRefused:
    return _refused(_("This is not an Excel workbook (.xlsx)."))


def locked() -> WorkbookRefused:
    return _refused(_("The workbook is protected with a password."))


def _other(name: str) -> WorkbookRefused:
    return _refused(_("This is a file of the format {format}, which is not read here."), format=name)


def _refused(message: str, **facts: str) -> WorkbookRefused:
    fix = _("Save it as .xlsx in Excel or LibreOffice, without a password, and upload that file.")
    return WorkbookRefused((Fault("workbook", message, fix, facts),))


def _is_lines(head: bytes) -> bool:
    """Whether this looks like a table of text lines."""
    first = head.partition(b"\n")[0]
    return b"\n" in head and b"\0" not in head and any(separator in first for separator in SEPARATORS)
