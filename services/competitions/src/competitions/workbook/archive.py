"""The zip directory is checked before anything is unpacked: sizes, number of parts, document types."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from competitions.workbook.faults import Fault, WorkbookRefused, _

MOST_BYTES = 5 * 1024 * 1024
MOST_PARTS = 300
MOST_XML = 8 * 1024 * 1024
"""Of all XML parts together, unpacked. A real scheme has 0.2 MB."""
PROLOGUE = 1024


def check_archive(content: bytes) -> None:
    """Raises WorkbookRefused for what is no workbook, or would be too much work to read."""
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is larger than {limit} MB."), _("Remove pictures and save it again."), limit="5")
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _refused(
            _("This is not an Excel workbook (.xlsx)."),
            _("Save the marking scheme as .xlsx in Excel or LibreOffice, without a password, and upload that file."),
        ) from None


def _check_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise BadZipFile
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in xml) > MOST_XML:
        raise _refused(
            _("The workbook unpacks to more than can be a marking scheme."),
            _("Copy the marking scheme's cells into a new workbook and upload that."),
        )
    for part in xml:
        _check_prologue(archive, part)


def _check_prologue(archive: ZipFile, part: ZipInfo) -> None:
    """A document type could define entities that grow without end; a workbook never has one."""
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(PROLOGUE):
            raise BadZipFile


def _refused(message: str, fix: str, **facts: str) -> WorkbookRefused:
    return WorkbookRefused((Fault("workbook", message, fix, facts),))
