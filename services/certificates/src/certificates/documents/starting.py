"""A design that somebody begins their own with: as small as one can be that leaves nothing out."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from certificates.documents.shelf import COMMON

_WRITTEN: Final = ("manifest.toml", "main.typ")


@cache
def to_start_from() -> bytes:
    """A zip that can be brought along as it is."""
    made, folder = BytesIO(), files(__package__) / "example"
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in _WRITTEN:
            archive.writestr(ZipInfo(name), (folder / name).read_bytes())
    return made.getvalue()


@cache
def common_parts() -> bytes:
    """What every design may import, to read what is in it."""
    return (files(__package__) / "designs" / COMMON).read_bytes()
