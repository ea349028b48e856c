"""Certificates in a design that their issuer brought along: the same words and look, set apart."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from certificates.documents.pdf import LONG_SIDE, STANDARDS, told_files
from certificates.documents.sandbox import Job
from certificates.documents.settable import Look, Words
from certificates.documents.shelf import COMMON
from certificates.domain.designs.own import DesignFile

_INCH: Final = 25.4
_ATTACHED: Final = b'#import "parts.typ": attached\n#attached()\n'
"""Before the design, none of whose rules and comments reaches back: whatever it says, the signed data is in its certificates."""


def pdf_of(
    template: bytes, pictures: tuple[DesignFile, ...], words: Words, qr: str, credential: str, look: Look, stamp: int
) -> Job:
    return Job(
        _files(template, pictures, words, qr, credential, look),
        {"format": "pdf", "pdf_standards": list(STANDARDS), "timestamp": stamp},
    )


def picture_of(job: Job, longer: float, long_side: int = LONG_SIDE) -> Job:
    """The same page as a PNG; `longer`: the sheet's longer side in millimetres."""
    return Job(job.files, {"format": "png", "ppi": long_side / longer * _INCH})


def _files(
    template: bytes, pictures: tuple[DesignFile, ...], words: Words, qr: str, credential: str, look: Look
) -> Mapping[str, bytes]:
    common: Any = (files(__package__) / "designs" / COMMON).read_bytes()
    own = {picture.name: picture.content for picture in pictures}
    return {**own, **told_files(words, qr, credential, look), COMMON: common, "main": _ATTACHED + template}
