"""XML of foreign files, read element by element: no document types, no entities, no tree in memory."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol
from xml.parsers import expat

Attributes = Mapping[str, str]
SPREADSHEET: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""As nearly all programs write, and as the strict variant of the standard does (ISO/IEC 29500)."""
KNOWN: Final = frozenset(
    (
        "",
        *SPREADSHEET,
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types",
    )
)
NO_MEMORY: Final = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


MOST_ELEMENTS: Final = 1_000_000
"""Of one part. The sheet of a real scheme has 10,000."""


class Damaged(Exception):
    """A part is not what a workbook has at that place."""


class TooMuch(Exception):
    """A part is more work than that of any marking scheme."""


class Reader(Protocol):
    """What is told of a part, in the order of the document. Elements of namespaces that are not ours have other names."""

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class Elements:
    """A reader that only looks at where elements begin."""

    def start(self, name: str, attributes: Attributes) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Nothing to do."""

    def text(self, data: str) -> None:
        """Nothing to do."""


def parse(content: bytes | Iterable[bytes], reader: Reader, most: int = MOST_ELEMENTS) -> None:
    """Raises Damaged, TooMuch where there are more than `most` elements, and what the reader raises."""
    names: dict[str, str] = {}
    elements = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal elements
        elements += 1
        if elements > most:
            raise TooMuch
        if name not in names:
            space, _, local = name.rpartition(" ")
            names[name] = local if space in KNOWN else name
        reader.start(names[name], attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: reader.end(names[name])
    parser.CharacterDataHandler = reader.text
    try:
        for piece in (content,) if isinstance(content, bytes) else content:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == NO_MEMORY:
            raise MemoryError from None
        raise Damaged from None
    except (LookupError, UnicodeError):
        # An encoding that nobody knows.
        raise Damaged from None


def _refuse(*_: object) -> None:
    """A document type could define entities that grow without end; a workbook never has one."""
    raise Damaged
