"""The certificate as a PDF: tagged (PDF/UA-1), for the archive (PDF/A-3a), the signed credential attached.

typst runs in the calling thread, one page in about 10 ms. A process that has run it must not fork.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from threading import Lock

import typst

FAMILY = "Golos Text"


class NoFont(Exception):
    """The folder of fonts lacks the face that certificates are set in."""


class Printer:
    """Sets certificates with the fonts of one folder."""

    def __init__(self, fonts: Path) -> None:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        if FAMILY not in found.families():
            raise NoFont(f"{FAMILY} is not in {fonts}: run the web assets' step")
        self._template = (files(__package__) / "certificate.typ").read_bytes()
        self._compiler = typst.Compiler(self._template, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def pdf(self, words: Mapping[str, str], qr: str, credential: str, at: datetime) -> bytes:
        """`words` as the template names them, `qr` an SVG; `at` is the document's date, so that the same makes the same bytes."""
        inputs = {"words": json.dumps(words, ensure_ascii=False), "qr": qr, "credential": credential}
        with self._lock:
            made = self._compiler.compile(
                input=self._template,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1", "a-3a"],
                timestamp=int(at.timestamp()),
            )
        if not isinstance(made, bytes):
            raise TypeError("typst gave several files for one page")
        return made
