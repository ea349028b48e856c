"""Drawings (SVG): the signed data baked into one (Open Badges 3.0, 5.3.2). They are never drawn."""

from typing import Final
from xml.parsers import expat

from certificates.domain.verifying.presentation import FileFault, FileRefused

_CREDENTIAL: Final = "https://purl.imsglobal.org/ob/v3p0 credential"


def in_svg(content: bytes) -> str:
    """Raises FileRefused."""
    found: list[str] = []
    depth = 0

    def start(name: str, _attributes: object) -> None:
        nonlocal depth
        depth += name == _CREDENTIAL or depth > 0

    def end(_name: str) -> None:
        nonlocal depth
        depth -= depth > 0

    def text(data: str) -> None:
        if depth:
            found.append(data)

    def doctype(*_: object) -> None:
        raise FileRefused(FileFault.DOCTYPE)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter of an encoding that it names and Python has not
        raise FileRefused(FileFault.BROKEN) from None
    if not (baked := "".join(found).strip()):
        raise FileRefused(FileFault.NO_CREDENTIAL)
    return baked
