"""An uploaded design, as its archive says: `manifest.toml`, `main.typ` and pictures, flat in a zip."""

import re
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from certificates.domain.designs.own import BadDesign, DesignFile, Fault
from certificates.domain.picture import BadPicture
from certificates.formats.pictures import cleaned

MOST: Final = 1_000_000
"""Bytes of an archive."""
UNPACKED: Final = 3_000_000
FILES: Final = 20
_NAME: Final = re.compile(r"(?:manifest\.toml|main\.typ|[a-z0-9][a-z0-9-]{0,40}\.(?:svg|png))")
_OURS: Final = re.compile(r"(?:logo|facsimile|seal|qr|medal-\d)\..*")
"""Names of what is told of a certificate."""
Millimetres = Annotated[float, Field(ge=50, le=600)]
Title = Annotated[str, Field(min_length=1, max_length=80)]


class _Titles(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ru: Title
    en: Title


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid")
    width: Millimetres
    height: Millimetres


class Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: _Titles
    page: _Page


@dataclass(frozen=True, slots=True)
class Uploaded:
    manifest: Manifest
    template: bytes
    pictures: tuple[DesignFile, ...]


def unpacked(data: bytes) -> Uploaded:
    """Raises BadDesign."""
    files = _files(data)
    for needed in ("manifest.toml", "main.typ"):
        if needed not in files:
            raise BadDesign(Fault.MISSING, needed)
    pictures = [(name, content) for name, content in files.items() if name.endswith((".svg", ".png"))]
    return Uploaded(
        _manifest(files["manifest.toml"]),
        files["main.typ"],
        tuple(DesignFile(name, _picture(name, content)) for name, content in pictures),
    )


def _files(data: bytes) -> Mapping[str, bytes]:
    """Read no further than it may be long, whatever the archive says of itself."""
    if not data:
        raise BadDesign(Fault.NOTHING)
    if len(data) > MOST:
        raise BadDesign(Fault.TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > FILES:
                raise BadDesign(Fault.TOO_MANY_FILES)
            return _read(archive, members)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise BadDesign(Fault.NO_ARCHIVE) from None


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    left = UNPACKED
    for one in members:
        if not _NAME.fullmatch(one.filename) or _OURS.fullmatch(one.filename) or one.filename in files:
            raise BadDesign(Fault.FILE_NAME, one.filename[:80])
        with archive.open(one) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise BadDesign(Fault.UNPACKS_TOO_LARGE, one.filename)
        files[one.filename] = content
    return files


def _manifest(content: bytes) -> Manifest:
    try:
        return Manifest.model_validate(tomllib.loads(content.decode()))
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise BadDesign(Fault.MANIFEST, ".".join(map(str, wrong["loc"]))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        raise BadDesign(Fault.MANIFEST) from None


def _picture(name: str, content: bytes) -> bytes:
    try:
        return cleaned(content)[1]
    except BadPicture as refusal:
        raise BadDesign(Fault.PICTURE, f"{name}: {refusal.fault.value}") from None
