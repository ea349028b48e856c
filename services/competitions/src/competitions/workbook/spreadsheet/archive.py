"""The parts of the file, unpacked within bounds: what a name says of a part is not believed, what it unpacks to is counted."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from competitions.workbook.faults import Fault, WorkbookRefused, _
from competitions.workbook.spreadsheet import formats
from competitions.workbook.spreadsheet.markup import MOST_ELEMENTS, Damaged, TooMuch

MOST_BYTES = 5 * 1024 * 1024
MOST_PARTS = 300
MOST_UNPACKED = 32 * 1024 * 1024
"""Of all parts together, pictures too."""
MOST_READ = 8 * 1024 * 1024
"""Of the parts that are read. Those of a real scheme have 0.2 MB."""
PROLOGUE = 1024
PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a workbook may be; in bytes, elements, rows and cells."""

    packed: int = MOST_BYTES
    unpacked: int = MOST_UNPACKED
    read: int = MOST_READ
    elements: int = MOST_ELEMENTS
    rows: int = 5000
    cells: int = 100_000
    """That are not empty. A real scheme has 2,300."""


USUAL: Final = Extent()
UNREADABLE: Final = (
    BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
)
"""What zipfile raises of what is no zip file, or a broken one. It has no error of its own for all of that."""


class Archive:
    """Knows its parts by their names, in whatever case they are written: so the standard has it (ECMA-376, part 2)."""

    def __init__(self, zipped: ZipFile, extent: Extent) -> None:
        self.extent = extent
        self._zipped = zipped
        self._parts = {plain(part.filename): part for part in zipped.infolist()}
        self._left = extent.read
        if len(self._parts) < len(zipped.infolist()):
            raise Damaged

    def __contains__(self, name: str) -> bool:
        return plain(name) in self._parts

    def read(self, name: str) -> bytes:
        """The part, unpacked. Raises Damaged; TooMuch once more was read than a scheme can have."""
        part = self._parts.get(plain(name))
        if part is None:
            raise Damaged
        content = _unpacked(self._zipped, part, self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise TooMuch
        return content

    def pieces(self, name: str) -> Iterator[bytes]:
        """The same, without holding the whole of it."""
        part = self._parts.get(plain(name))
        if part is None:
            raise Damaged
        try:
            with self._zipped.open(part) as stream:
                while piece := stream.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise TooMuch
                    yield piece
        except UNREADABLE:
            raise Damaged from None


def plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


@contextmanager
def opened(content: bytes, extent: Extent = USUAL) -> Iterator[Archive]:
    """Raises WorkbookRefused for what is no workbook, is damaged, or would be too much work to read."""
    if len(content) > extent.packed:
        limit = str(extent.packed // (1024 * 1024))
        raise _refused(_("The file is larger than {limit} MB."), _("Remove pictures and save it again."), limit=limit)
    formats.check_start(content)
    with opened_file(BytesIO(content), extent) as archive:
        yield archive


@contextmanager
def opened_file(file: BinaryIO, extent: Extent) -> Iterator[Archive]:
    """The same of a file whose start and size were looked at."""
    try:
        zipped = ZipFile(file)
    except UNREADABLE:
        raise formats.no_workbook() from None
    with zipped:
        try:
            _check_parts(zipped, extent)
            yield Archive(zipped, extent)
        except Damaged:
            raise _damaged() from None
        except TooMuch:
            raise _too_much() from None


def _check_parts(zipped: ZipFile, extent: Extent) -> None:
    """The directory is checked before anything is unpacked: zipfile unpacks no more of a part than stands there."""
    parts = zipped.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > extent.unpacked:
        raise TooMuch
    formats.check_parts([plain(part.filename) for part in parts])
    for part in parts:
        _check_part(zipped, part)


def _check_part(zipped: ZipFile, part: ZipInfo) -> None:
    """A document type could define entities that grow without end; a workbook never has one, in no encoding."""
    if part.flag_bits & 1:
        raise formats.locked()
    if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Damaged
    if b"<!DOCTYPE" in _unpacked(zipped, part, PROLOGUE).replace(b"\0", b""):
        raise formats.no_workbook()


def _unpacked(zipped: ZipFile, part: ZipInfo, most: int) -> bytes:
    try:
        with zipped.open(part) as stream:
            return stream.read(most)
    except UNREADABLE:
        raise Damaged from None


def _too_much() -> WorkbookRefused:
    return _refused(
        _("The workbook unpacks to more than can be a marking scheme."),
        _("Copy the marking scheme's cells into a new workbook and upload that."),
    )


def _damaged() -> WorkbookRefused:
    return _refused(
        _("The workbook is damaged: its parts do not fit together."),
        _("Open it in Excel or LibreOffice, save it as a new .xlsx, and upload that file."),
    )


def _refused(message: str, fix: str, **facts: str) -> WorkbookRefused:
    return WorkbookRefused((Fault("workbook", message, fix, facts),))
