"""What is in a file to check, whatever kind it is of. Run in a process of its own alone."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import Final
from zipfile import ZipFile

from certificates.domain.verifying.presentation import MOST, WHOLE, FileFault, FileRefused, Presentation
from certificates.verification.files import archives, rows
from certificates.verification.files.drawings import in_svg
from certificates.verification.files.kinds import Kind, kind_of, text_in

LONGEST_NAME = 120
LIBRARIES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PDF: ("pdfs",),
    Kind.PICTURE: ("pictures",),
    Kind.ZIP: ("pdfs", "pictures", "workbooks"),
}
"""The modules beside this one that bring the libraries for a kind. They take a tenth of a second each."""


def load_for(contents: Iterable[bytes]) -> None:
    """What reads files of these kinds: the process that reads them can load nothing later."""
    kinds = {kind_of(each) for each in contents}
    for name in {one for kind in kinds for one in LIBRARIES.get(kind, ())}:
        import_module(f"{__package__}.{name}")


def presented_in(files: list[tuple[str, bytes]]) -> list[Presentation]:
    """One for each certificate, also for what cannot be read. Raises FileRefused where nothing is to be checked: there is too
    much of it, or nothing else was sent."""
    found = list(islice((each for name, content in files for each in _in_file(name, content)), MOST + 1))
    if len(found) > MOST:
        raise FileRefused(FileFault.TOO_MANY)
    if len(found) == 1 and found[0].fault is not None:
        raise FileRefused(found[0].fault, found[0].file)
    return found


def _in_file(name: str, content: bytes, *, is_packed: bool = False) -> Iterator[Presentation]:
    shown = name[-LONGEST_NAME:]
    try:
        for each in _read(content, is_packed=is_packed):
            yield replace(each, file="/".join(filter(None, (shown, each.file))))
    except FileRefused as refused:
        if refused.fault in WHOLE:
            raise FileRefused(refused.fault, shown) from None
        yield Presentation(file=shown, fault=refused.fault)


def _read(content: bytes, *, is_packed: bool) -> Iterator[Presentation]:
    if not content:
        raise FileRefused(FileFault.EMPTY)
    kind = kind_of(content)
    if kind in REFUSED:
        raise FileRefused(REFUSED[kind])
    if kind is Kind.ZIP:
        yield from _zipped(archives.opened(content), content, is_packed=is_packed)
    else:
        yield from READERS[kind](content)


def _in_pdf(content: bytes) -> Iterator[Presentation]:
    from certificates.verification.files.pdfs import in_pdf  # noqa: PLC0415 - as below: loaded by `load_for`

    return in_pdf(content)


def _in_picture(content: bytes) -> Iterator[Presentation]:
    from certificates.verification.files.pictures import in_picture  # noqa: PLC0415

    yield Presentation(in_picture(content))


def _zipped(zipped: ZipFile, content: bytes, *, is_packed: bool) -> Iterator[Presentation]:
    if archives.is_workbook(zipped):
        from certificates.verification.files.workbooks import rows_of  # noqa: PLC0415

        yield from rows.in_rows(rows_of(content))
        return
    if "[Content_Types].xml" in zipped.namelist():
        raise FileRefused(FileFault.UNKNOWN_KIND)
    if is_packed:
        raise FileRefused(FileFault.ARCHIVE_IN_ARCHIVE)
    is_empty = True
    for name, each in archives.files_in(zipped):
        is_empty = False
        if isinstance(each, FileFault):
            yield Presentation(file=name, fault=each)
        else:
            yield from _in_file(name, each, is_packed=True)
    if is_empty:
        raise FileRefused(FileFault.EMPTY)


def _in_json(content: bytes) -> Iterator[Presentation]:
    """A credential, or a list of some."""
    text = content.decode("utf-8-sig", "replace")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused(FileFault.BROKEN) from None
    if not isinstance(said, list):
        yield Presentation(text)
        return
    if not said:
        raise FileRefused(FileFault.EMPTY)
    for number, each in enumerate(said, 1):
        # JSON may have halves of letters, which no answer can repeat.
        text = each.encode(errors="replace").decode() if isinstance(each, str) else json.dumps(each)
        yield Presentation(text, row=number)


REFUSED: Final = {
    Kind.HEIC: FileFault.HEIC,
    Kind.LOCKED: FileFault.LOCKED,
    Kind.OTHER: FileFault.UNKNOWN_KIND,
}
READERS: Final[Mapping[Kind, Callable[[bytes], Iterator[Presentation]]]] = {
    Kind.PDF: _in_pdf,
    Kind.PICTURE: _in_picture,
    Kind.SVG: lambda content: iter([Presentation(in_svg(content))]),
    Kind.JSON: _in_json,
    Kind.TEXT: lambda content: rows.in_text(text_in(content)),
}
