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


class Unsettable(Exception):
    """The template does not stand, or what it reads cannot be set."""


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
        """`files`: what the template reads, by name. `at` is the document's date, so that the same makes the same bytes.

        Raises Unsettable.
        """
        terms = {"pdf_standards": list(standards), "timestamp": int(at.timestamp())}
        return self._made(files, format="pdf", **terms)

    def png(self, files: Mapping[str, bytes], dots: float) -> bytes:
        """The one page as a picture, `dots` an inch. Raises Unsettable."""
        return self._made(files, format="png", ppi=dots)

    def _made(self, files: Mapping[str, bytes], **how: Any) -> bytes:
        given: Any = {**files, "main": self._template}  # typst's stub leaves files out
        try:
            with self._lock:
                made = self._compiler.compile(input=given, **how)
        except (typst.TypstError, RuntimeError) as error:  # of what is no text it says the latter
            raise Unsettable(str(error)) from error
        if not isinstance(made, bytes):
            raise Unsettable("several pages for one paper")
        return made
