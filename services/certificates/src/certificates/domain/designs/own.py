"""A design that an issuer brings along: a template with its pictures, tried before it is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from certificates.domain.refusal import Refusal
from shared.text import Text

MOST: Final = 20
"""Of one issuer."""


class Fault(StrEnum):
    """Why a design is refused."""

    NOTHING = "nothing"
    """No file was chosen, or there is nothing in it."""
    NO_ARCHIVE = "no-archive"
    """It is no zip that can be read."""
    TOO_LARGE = "too-large"
    """As it comes."""
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    TOO_MANY_FILES = "too-many-files"
    FILE_NAME = "file-name"
    """A file that a design has not: in a folder, or of another kind."""
    MISSING = "missing"
    """`manifest.toml` or `main.typ`."""
    MANIFEST = "manifest"
    PICTURE = "picture"
    TEMPLATE = "template"
    """typst says what is wrong."""
    FILE = "file"
    """It reads a file that is not its own."""
    PACKAGE = "package"
    """It imports a package, which would come from the network."""
    SLOW = "slow"
    """It takes longer than it may: it may never end."""
    MEMORY = "memory"
    """It takes more memory than it may."""
    PAGES = "pages"
    """A certificate is one page."""


@dataclass(eq=False)
class BadDesign(Refusal):
    """`name`: of the file or the case, or what typst says."""

    fault: Fault
    name: str = ""


@dataclass(eq=False)
class UnknownDesign(Refusal):
    code: str


@dataclass(eq=False)
class BadDesignCode(Refusal):
    """It cannot be the code of a design."""

    code: str


@dataclass(eq=False)
class DesignCodeTaken(Refusal):
    """A design that everybody has is called so."""

    code: str


@dataclass(eq=False)
class PlaceTaken(Refusal):
    """Another design of the issuer was put there at the same moment."""


@dataclass(eq=False)
class TooManyDesigns(Refusal):
    """The issuer has as many as it may."""

    most: int = MOST


@dataclass(eq=False)
class DesignUsed(Refusal):
    """Achievements name it. `by`: their codes."""

    by: tuple[str, ...]


class PrintingBusy(Refusal):
    """Too many wait for papers in own designs: nothing was made."""


def free_place(taken: Collection[int]) -> int:
    """Raises TooManyDesigns."""
    for place in range(MOST):
        if place not in taken:
            return place
    raise TooManyDesigns


@dataclass(frozen=True, slots=True)
class DesignFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OwnDesign:
    id: UUID
    organisation: str
    code: str
    """The issuer's own; achievements name it so."""
    title: Text
    width: float
    """Of the sheet, in millimetres."""
    height: float
    template: bytes
    pictures: tuple[DesignFile, ...]
    by: str
    at: datetime
    place: int = 0
    """One of MOST of its issuer, and of no other design: so there are never more, whatever is brought along at once."""
    version: int = 1
    samples: tuple[DesignFile, ...] = ()
    """How each case of sample data looks, as PNG: none where they were not asked for."""
