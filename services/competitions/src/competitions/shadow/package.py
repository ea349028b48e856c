"""The lines of a package, each in its one spelling (RFC 8785): whatever else is in a line would escape the chain."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from .words import _

FILES = (
    "championship",
    "skills",
    "schemes",
    "starters",
    "sheets",
    "results",
    "standings",
    "people",
    "texts",
    "sums",
)
LARGEST = 200_000_000
"""So many bytes of a file are read at most."""
Lines = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Package:
    lines: Lines
    sums: dict[str, str]
    """The SHA-256 of each file."""


class Broken(Exception):
    """The first thing that is not as it was written. Has it as `words.Said`."""


def read(package: Path | BinaryIO) -> Package:
    """A .zip, or the folder that it was unpacked to. Raises Broken."""
    try:
        content = {name: _content(package, f"{name}.jsonl") for name in FILES}
    except (OSError, BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise Broken(_("the package cannot be read: {error}", error=error)) from error
    sums = {name: hashlib.sha256(written).hexdigest() for name, written in content.items()}
    return Package({name: list(_lines(name, written)) for name, written in content.items()}, sums)


def _content(package: Path | BinaryIO, name: str) -> bytes:
    if isinstance(package, Path) and package.is_dir():
        return (package / name).read_bytes()
    with ZipFile(package) as archive:
        if archive.getinfo(name).file_size > LARGEST:
            raise Broken(_("{file} is too large", file=name))
        return archive.read(name)


def _lines(name: str, content: bytes) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            found = json.loads(line)
            is_whole = isinstance(found, dict) and canonical(found) == line
        except ValueError:
            is_whole = False
        if not is_whole:
            raise Broken(
                _("{file}.jsonl, line {number}: it is not written as it was exported", file=name, number=number)
            )
        yield found
    if content and not content.endswith(b"\n"):
        raise Broken(_("{file}.jsonl: the last line is cut off", file=name))


def canonical(value: Any) -> bytes:
    """Raises ValueError for numbers with a fraction and lone surrogates: there are none in a package."""
    return _text(value).encode("utf-8")


def _text(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, float):
        raise ValueError(value)  # noqa: TRY004 - whoever reads a line takes it for one that was changed
    return json.dumps(value, ensure_ascii=False)
