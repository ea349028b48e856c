"""What kind a file is: by its first bytes, never by its name; and the text of one."""

from enum import Enum, auto
from typing import Final

HEAD: Final = 1024
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_HEIC: Final = (b"heic", b"heix", b"mif1", b"hevc", b"avif")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BYTE_ORDER: Final = (b"\xff\xfe", b"\xfe\xff")


class Kind(Enum):
    PDF = auto()
    PICTURE = auto()
    SVG = auto()
    JSON = auto()
    ZIP = auto()
    """A workbook is one too."""
    TEXT = auto()
    HEIC = auto()
    LOCKED = auto()
    """A workbook with a password."""
    OTHER = auto()


def kind_of(content: bytes) -> Kind:
    head = content[:HEAD]
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return Kind.PICTURE
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return Kind.HEIC
    if head.startswith(b"PK"):
        return Kind.ZIP
    if head.startswith(_OLE):
        return Kind.LOCKED if _ENCRYPTED in content else Kind.OTHER
    return _kind_of_text(head)


def text_in(content: bytes) -> str:
    """Tables that Russian Excel writes as CSV are in windows-1251."""
    if content.startswith(_BYTE_ORDER):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def _kind_of_text(head: bytes) -> Kind:
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if bare.startswith((b"{", b"[")):
        return Kind.JSON
    if bare.startswith(b"<"):
        return Kind.SVG if b"<svg" in bare else Kind.OTHER
    if head.startswith(_BYTE_ORDER):
        return Kind.TEXT
    return Kind.OTHER if b"\0" in head else Kind.TEXT
