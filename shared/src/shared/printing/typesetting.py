"""Papers as PDF: tagged (PDF/UA-1) by typst, with the fonts of one folder and no others.

typst runs in the calling thread, a page in 3 to 5 ms, and lets the others run meanwhile. A process that has run it must not fork.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from shared.printing.faces import ALL

Standard = Literal["ua-1", "a-3a"]
_FAMILIES: Final = tuple(face.family for face in ALL)


class NoFont(Exception):
    """The folder of fonts lacks a face that papers are set in."""


@cache
def read_fonts(folder: Path) -> typst.Fonts:
    """Once a process. Raises NoFont."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    missing = [family for family in _FAMILIES if family not in found.families()]
    if missing:
        raise NoFont(f"{', '.join(missing)} not in {folder}: run the step that copies fonts")
    return found


class Typesetter:
    """Sets one template, again and again."""

    def __init__(self, template: bytes, fonts: Path) -> None:
        """Raises NoFont."""
        self._template = template
        self._compiler = typst.Compiler(template, font_paths=read_fonts(fonts), ignore_system_fonts=True)
        self._lock = Lock()

    def pdf(self, files: Mapping[str, bytes], standards: Sequence[Standard], at: datetime) -> bytes:
        """`files`: what the template reads, by name. `at` is the document's date, so that the same makes the same bytes."""
        with self._lock:
            made = self._compiler.compile(
                input=self._given(files), format="pdf", pdf_standards=list(standards), timestamp=int(at.timestamp())
            )
        return _one(made)

    def png(self, files: Mapping[str, bytes], dots: float) -> bytes:
        """The one page as a picture, `dots` an inch."""
        with self._lock:
            made = self._compiler.compile(input=self._given(files), format="png", ppi=dots)
        return _one(made)

    def _given(self, files: Mapping[str, bytes]) -> Any:
        return {**files, "main": self._template}  # typst's stub leaves files out


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files for one paper")
    return made
