"""The certificate as a PDF: tagged (PDF/UA-1), for the archive (PDF/A-3a), the signed credential attached.

typst runs in the calling thread, one page in 3 to 5 ms. A process that has run it must not fork.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from certificates.documents.printed import printed
from shared.printing.faces import FACES

_FAMILIES: Final = tuple(face.family for face in FACES)


class NoFont(Exception):
    """The folder of fonts lacks a face that certificates are set in."""


class Printer:
    """Sets certificates with the fonts of one folder."""

    def __init__(self, fonts: Path) -> None:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        missing = [family for family in _FAMILIES if family not in found.families()]
        if missing:
            raise NoFont(f"{', '.join(missing)} not in {fonts}: run the step that copies fonts")
        self._template = (files(__package__) / "certificate.typ").read_bytes()
        self._compiler = typst.Compiler(self._template, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def pdf(self, words: Mapping[str, str], qr: str, credential: str, at: datetime) -> bytes:
        """`words` as the template names them, `qr` an SVG; `at` is the document's date, so that the same makes the same bytes.

        Any words make one page. `words["boxes"]`, which explains boxes, is printed where some letter is set as one.
        """
        files_by_name: Any = {  # typst's stub leaves them out
            "main": self._template,
            "words.json": json.dumps(_settable(words), ensure_ascii=False).encode(),
            "qr.svg": qr.encode(),
            "credential.json": credential.encode(),
        }
        with self._lock:
            made = self._compiler.compile(
                input=files_by_name, format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=int(at.timestamp())
            )
        if not isinstance(made, bytes):
            raise TypeError("typst gave several files for one page")
        return made


def _settable(words: Mapping[str, str]) -> dict[str, str | list[str]]:
    texts = {key: printed(text) for key, text in words.items()}
    if not any(text.has_boxes for text in texts.values()):
        texts["boxes"] = printed("")
    used = {FACES[0]}.union(*(text.faces for text in texts.values()))
    return {
        **{key: text.text for key, text in texts.items()},
        "faces": [face.family for face in FACES if face in used],
        "widened": [key for key, text in texts.items() if text.needs_wide_face],
    }
