"""From what stands on a paper to its PDF, in the calling thread."""

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from competitions.papers.settable import settable
from shared.printing.typesetting import Typesetter

COMMON: Final = "common.typ"
"""What the templates share."""


def drawn(template: str, fonts: Path, paper: bytes, at: datetime) -> bytes:
    """`template`: the name of a file beside this one; `paper`: what it reads, as JSON. Raises NoFont."""
    common = (files(__package__) / COMMON).read_bytes()
    read = json.dumps(settable(json.loads(paper)), ensure_ascii=False).encode()
    return _typesetter(template, fonts).pdf({"paper.json": read, COMMON: common}, ["ua-1"], at)


@cache
def _typesetter(template: str, fonts: Path) -> Typesetter:
    return Typesetter((files(__package__) / template).read_bytes(), fonts)
