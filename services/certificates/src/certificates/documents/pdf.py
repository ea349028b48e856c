"""The certificate as a PDF: tagged (PDF/UA-1), for the archive (PDF/A-3a), the signed credential attached."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from shared.printing.faces import FACES
from shared.printing.printed import printed
from shared.printing.typesetting import Standard, Typesetter

STANDARDS: Final[tuple[Standard, ...]] = ("ua-1", "a-3a")


class Printer:
    """Sets certificates with the fonts of one folder."""

    def __init__(self, fonts: Path) -> None:
        """Raises NoFont."""
        self._typesetter = Typesetter((files(__package__) / "certificate.typ").read_bytes(), fonts)

    def pdf(self, words: Mapping[str, str], qr: str, credential: str, at: datetime) -> bytes:
        """`words` as the template names them, `qr` an SVG; `at` is the document's date, so that the same makes the same bytes.

        Any words make one page. `words["boxes"]`, which explains boxes, is printed where some letter is set as one.
        """
        read = {
            "words.json": json.dumps(_settable(words), ensure_ascii=False).encode(),
            "qr.svg": qr.encode(),
            "credential.json": credential.encode(),
        }
        return self._typesetter.pdf(read, STANDARDS, at)


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
