"""Archives (.zip), unpacked within bounds: what a directory says of a file is not believed, what it unpacks to is counted."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from certificates.domain.verifying.presentation import MOST, FileFault, FileRefused

MOST_UNPACKED: Final = 64 * 1024 * 1024
"""Of all files together."""
LARGEST_FILE: Final = 10 * 1024 * 1024
HIGHEST_RATIO: Final = 100
"""Signed data packs to a third, lists of numbers to a tenth."""
SMALL: Final = 1024 * 1024
"""Of what unpacks to less, the ratio says nothing."""
_NAMED_IN_UTF8: Final = 0x800
_LOCKED: Final = 1
_HIDDEN: Final = ("__MACOSX/", ".", "Thumbs.db", "desktop.ini")
_UNREADABLE: Final = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def opened(content: bytes) -> ZipFile:
    """Raises FileRefused where it is damaged, locked, or says itself that it holds more than it may."""
    try:
        zipped = ZipFile(BytesIO(content))
    except _UNREADABLE:
        raise FileRefused(FileFault.BROKEN) from None
    files = [each for each in zipped.infolist() if not each.is_dir()]
    if len(files) > MOST:
        raise FileRefused(FileFault.TOO_MANY_FILES)
    if any(each.flag_bits & _LOCKED for each in files):
        raise FileRefused(FileFault.LOCKED)
    unpacked = sum(each.file_size for each in files)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > HIGHEST_RATIO * len(content)):
        raise FileRefused(FileFault.UNPACKS_TOO_LARGE)
    return zipped


def is_workbook(zipped: ZipFile) -> bool:
    return "xl/workbook.xml" in zipped.namelist()


def files_in(zipped: ZipFile) -> Iterator[tuple[str, bytes | FileFault]]:
    """Name and content, or why it cannot be read. Raises FileRefused for one that unpacks to more than it says."""
    for each in zipped.infolist():
        name = _name(each)
        is_hidden = name.startswith(_HIDDEN) or name.rpartition("/")[2].startswith(_HIDDEN)
        if not each.is_dir() and not is_hidden:
            yield name, _content(zipped, each)


def _content(zipped: ZipFile, each: ZipInfo) -> bytes | FileFault:
    if each.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return FileFault.BROKEN
    if each.file_size > LARGEST_FILE:
        raise FileRefused(FileFault.UNPACKS_TOO_LARGE)
    try:
        with zipped.open(each) as stream:
            content = stream.read(each.file_size + 1)
    except _UNREADABLE:
        return FileFault.BROKEN
    return content


def _name(each: ZipInfo) -> str:
    """Windows writes Russian names in the page of DOS and does not say so."""
    if each.flag_bits & _NAMED_IN_UTF8:
        return each.filename
    try:
        return each.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return each.filename
