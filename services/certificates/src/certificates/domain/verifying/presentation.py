"""What is presented in lists and files: one certificate each, and where it stood; and why a file has none to check."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from certificates.domain.refusal import Refusal

MOST: Final = 1000
"""Certificates that are checked at once."""


class Way(StrEnum):
    """As what something is presented."""

    ANY = "any"
    QR = "qr"
    NUMBER = "number"
    SHORT_ID = "short_id"


class FileFault(StrEnum):
    """Why nothing in a file, or in one of its pages, can be checked."""

    EMPTY = "empty"
    UNKNOWN_KIND = "unknown_kind"
    HEIC = "heic"
    """A photograph in the form of some phones, which is not read here."""
    BROKEN = "broken"
    LOCKED = "locked"
    """It asks for a password."""
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    """More certificates than are checked at once."""
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    NO_CODE = "no_code"
    """A picture, or a page, without a code."""
    SEVERAL_CODES = "several_codes"
    """A picture with several: nobody knows which is meant."""
    NOTHING_IN_PDF = "nothing_in_pdf"
    """Neither signed data nor a code on its pages."""
    NO_CREDENTIAL = "no_credential"
    """A drawing (SVG) without signed data."""
    DOCTYPE = "doctype"
    """A drawing that defines signs of its own, which could grow without end."""
    NO_NUMBERS = "no_numbers"
    """A table or a text in which nothing is a number, an id or a code."""
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_FILES = "too_many_files"
    ARCHIVE_IN_ARCHIVE = "archive_in_archive"
    OUT_OF_BOUNDS = "out_of_bounds"
    """To read it takes more time or memory than it may."""


WHOLE: Final = frozenset(
    {
        FileFault.TOO_LARGE,
        FileFault.TOO_MANY,
        FileFault.UNPACKS_TOO_LARGE,
        FileFault.TOO_MANY_FILES,
        FileFault.OUT_OF_BOUNDS,
    }
)
"""With these nothing of what was sent is checked."""


@dataclass(eq=False)
class FileRefused(Refusal):
    """Nothing of it was checked. `file`: its name, where several were sent."""

    fault: FileFault
    file: str = ""


@dataclass(eq=False)
class NothingPresented(Refusal):
    """Neither a file nor a line."""


@dataclass(eq=False)
class TooManyPresented(Refusal):
    """More than MOST at once."""

    count: int


@dataclass(frozen=True, slots=True)
class Presentation:
    """One certificate of a list. Where it stood: the file's name, the page of a PDF, the row of a table or the line of a text,
    all from 1."""

    text: str = ""
    """As a person would paste it: a number, an id, a code's text, signed data. Empty where there is a `fault`."""
    way: Way = Way.ANY
    file: str = ""
    page: int | None = None
    row: int | None = None
    label: str = ""
    """What stood beside it in its row, such as an applicant's name."""
    fault: FileFault | None = None
