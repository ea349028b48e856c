"""Papers as PDF: tagged (PDF/UA-1) by typst, with the fonts of one folder and no others.

typst runs in the calling thread, a page in 3 to 5 ms, and lets the others run meanwhile. A process that has run it must not fork.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from shared.printing.faces import FACES

Standard = Literal["ua-1", "a-3a"]
_FAMILIES: Final = tuple(face.family for face in FACES)


class NoFont(Exception):
    """The folder of fonts lacks a face that papers are set in."""


class Typesetter:
    """Sets one template, again and again."""

    def __init__(self, template: bytes, fonts: Path) -> None:
        """Raises NoFont."""
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        missing = [family for family in _FAMILIES if family not in found.families()]
        if missing:
            raise NoFont(f"{', '.join(missing)} not in {fonts}: run the step that copies fonts")
        self._template = template
        self._compiler = typst.Compiler(template, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def pdf(self, files: Mapping[str, bytes], standards: Sequence[Standard], at: datetime) -> bytes:
        """`files`: what the template reads, by name. `at` is the document's date, so that the same makes the same bytes."""
        given: Any = {**files, "main": self._template}  # typst's stub leaves files out
        with self._lock:
            made = self._compiler.compile(
                input=given, format="pdf", pdf_standards=list(standards), timestamp=int(at.timestamp())
            )
        if not isinstance(made, bytes):
            raise TypeError("typst gave several files for one paper")
        return made
