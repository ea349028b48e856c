"""The certificate as a PDF: tagged (PDF/UA-1), for the archive (PDF/A-3a), the signed credential attached."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from certificates.documents.settable import UNKNOWN, Look, Words, settable
from certificates.documents.shelf import PLAIN, Design, shelf
from shared.printing.typesetting import Standard, Typesetter, Unsettable, read_fonts

STANDARDS: Final[tuple[Standard, ...]] = ("ua-1", "a-3a")
LONG_SIDE: Final = 1800
"""Pixels of a picture of a sheet."""
_INCH: Final = 25.4


class Printer:
    """Sets certificates with the fonts of one folder."""

    def __init__(self, fonts: Path) -> None:
        """Raises NoFont."""
        read_fonts(fonts)
        self._fonts = fonts

    def pdf(
        self, words: Words, qr: str, credential: str, at: datetime, look: Look = UNKNOWN, design: str = PLAIN
    ) -> bytes:
        """`words` as the template names them, `qr` an SVG; `at` is the document's date, so that the same makes the same bytes.

        Any words make one page. `words["boxes"]`, which explains boxes, is printed where some letter is set as one.
        """
        sheet = self._sheets[design]
        return _shown(
            look, lambda it: sheet.typesetter.pdf(files_of(sheet.design, words, qr, credential, it), STANDARDS, at)
        )

    def together(self, words: Words, files: Mapping[str, bytes], at: datetime, look: Look, design: str) -> bytes:
        """A paper about several certificates, which `files` belong to. Raises Unsettable."""
        sheet = self._sheets[design]

        def made(look: Look) -> bytes:
            return sheet.typesetter.pdf({**files_of(sheet.design, words, "", "", look), **files}, STANDARDS, at)

        return _shown(look, made)

    def png(
        self,
        words: Words,
        qr: str,
        credential: str,
        look: Look = UNKNOWN,
        design: str = PLAIN,
        long_side: int = LONG_SIDE,
    ) -> bytes:
        """The same page as a picture, its longer side so many pixels."""
        sheet = self._sheets[design]
        dots = long_side / max(sheet.design.width, sheet.design.height) * _INCH
        return _shown(look, lambda it: sheet.typesetter.png(files_of(sheet.design, words, qr, credential, it), dots))

    @cached_property
    def _sheets(self) -> "dict[str, _Sheet]":
        return {design.id: _Sheet(design, self._fonts) for design in shelf().values()}


class _Sheet:
    """A design, and what sets it: made when it is first asked for."""

    def __init__(self, design: Design, fonts: Path) -> None:
        self.design = design
        self._fonts = fonts

    @cached_property
    def typesetter(self) -> Typesetter:
        return Typesetter(self.design.template, self._fonts)


def _shown(look: Look, make: Callable[[Look], bytes]) -> bytes:
    """A picture of the issuer that cannot be drawn leaves its gap, and the certificate stands all the same. Raises Unsettable."""
    try:
        return make(look)
    except Unsettable:
        if look == look.without_pictures:
            raise
        return make(look.without_pictures)


def files_of(design: Design, words: Words, qr: str, credential: str, look: Look) -> dict[str, bytes]:
    """What typst reads, by name."""
    return {**design.beside(look.medal), **told_files(words, qr, credential, look)}


def told_files(words: Words, qr: str, credential: str, look: Look) -> dict[str, bytes]:
    """What every design is told of one certificate."""
    return {
        **look.files,
        "words.json": json.dumps(settable(words), ensure_ascii=False).encode(),
        "qr.svg": qr.encode(),
        "credential.json": credential.encode(),
    }
