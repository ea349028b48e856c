"""Pictures that people upload, as they are kept: drawn anew from what is allowed, so that nothing else is in them."""

from typing import Final

from certificates.domain.issuer import PictureKind
from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures import png, svg

MOST: Final = 1_000_000
"""Bytes of a file."""


def cleaned(data: bytes) -> tuple[PictureKind, bytes]:
    """What kind it is, and its clean form. Raises BadPicture."""
    if not data:
        raise BadPicture(Fault.NOTHING)
    if len(data) > MOST:
        raise BadPicture(Fault.TOO_LARGE)
    if data.startswith(png.SIGNATURE):
        return PictureKind.PNG, png.cleaned(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return PictureKind.SVG, svg.cleaned(data)
    raise BadPicture(Fault.NO_PICTURE)
