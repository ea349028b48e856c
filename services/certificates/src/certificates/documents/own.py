"""Certificates in a design that their issuer brought along: the same words and look, set apart."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from certificates.documents.pdf import LONG_SIDE, STANDARDS, told_files
from certificates.documents.rasters import in_svg
from certificates.documents.sandbox import Job
from certificates.documents.settable import Look, Words
from certificates.documents.shelf import COMMON
from certificates.domain.designs.own import DesignFile

_INCH: Final = 25.4
PNG: Final = ".png"
_ATTACHED: Final = b"""#import "parts.typ": attached
#let image(source, ..style) = if type(source) == str and source.ends-with(".png") {
  let named = style.named()
  let _ = named.remove("format", default: none)
  std.image(read(source, encoding: none), format: "svg", ..named)
} else { std.image(source, ..style) }
#attached()
"""
"""Before the design, none of whose rules and comments reaches back: whatever it says, the signed data is in its certificates. A PNG
stands in an SVG (`rasters`), and is called as it came."""


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
    own = {one.name: in_svg(one.content) if one.name.endswith(PNG) else one.content for one in pictures}
    return {**own, **told_files(words, qr, credential, look), COMMON: common, "main": _ATTACHED + template}
