"""SVG: shapes and their colours, by a list of what is allowed. It is written anew from what was read."""

import re
from collections.abc import Set as AbstractSet
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.drawing import references
from certificates.formats.pictures.drawing.elements import GRADIENTS, NAMESPACE, WORDS, Element
from certificates.formats.pictures.drawing.reading import read
from certificates.formats.pictures.drawing.styles import Sheet, sheet

MOST: Final = 300_000
"""Bytes of a file."""
_STYLES: Final = frozenset(
    {"fill", "fill-rule", "fill-opacity", "opacity", "clip-path", "clip-rule", "color", "display", "visibility"}
    | {"stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"}
    | {"stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity", "mask", "mask-type", "paint-order"}
)
_PLACES: Final = frozenset(
    {"id", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height"}
    | {"viewBox", "preserveAspectRatio", "transform", "offset", "version", "spreadMethod"}
    | {"gradientUnits", "gradientTransform", "clipPathUnits", "maskUnits", "maskContentUnits"}
    | {"patternUnits", "patternContentUnits", "patternTransform"}
)
_EFFECTS: Final = frozenset({"filter", "marker", "marker-start", "marker-mid", "marker-end"})
"""Shadows, blurs and arrowheads. What is drawn by an effect would be a black shape without it."""
_VALUE: Final = re.compile(r"[\w .,;:%#()+*/^-]*", re.ASCII)
_ID: Final = re.compile(r"[\w.:-]+")
_LINKING: Final = GRADIENTS | {"use", "pattern"}
_XLINK: Final = "http://www.w3.org/1999/xlink"
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SMALLEST, _LARGEST = 0.001, 10_000_000
"""Units of a picture's side."""
_LOCAL: Final = re.compile(r"#[\w.:-]+")


def cleaned(data: bytes) -> bytes:
    """Raises BadPicture. What draws nothing is left out, also where this list does not know it."""
    if len(data) > MOST:
        raise BadPicture(Fault.TOO_LARGE)
    root, text = read(data)
    styled = sheet(text)
    for one in root.all():
        one.said = {} if one.name in WORDS else _attributes(one, styled)
    _must_have_room(root.said)
    wanted = references.check(root)
    parts: list[str] = []
    _write(root, wanted, parts, {"xmlns": NAMESPACE})
    return "".join(parts).encode()


def _write(element: Element, wanted: AbstractSet[str], parts: list[str], more: dict[str, str]) -> None:
    """Ids that nothing refers to are names of layers, in any language."""
    said = {name: value for name, value in element.said.items() if name != "id" or value in wanted}
    parts.append(f"<{element.name}{''.join(f' {key}={quoteattr(value)}' for key, value in (more | said).items())}>")
    parts.append(escape(element.words))
    for one in element.inside:
        _write(one, wanted, parts, {})
    parts.append(f"</{element.name}>")


def _must_have_room(said: dict[str, str]) -> None:
    """Nothing draws what is no unit wide or high; nor what is next to nothing, or beyond measure, at which typst breaks."""
    sizes = [*re.split(r"[\s,]+", said.get("viewBox", "").strip())[2:], said.get("width", "1"), said.get("height", "1")]
    for size in sizes:
        number = _NUMBER.match(size.strip())
        if number and not _SMALLEST <= float(number[0]) <= _LARGEST:
            raise BadPicture(Fault.DAMAGED)


def _attributes(element: Element, styled: Sheet) -> dict[str, str]:
    said: dict[str, str] = {}
    for named, value in element.given.items():
        namespace, _, name = named.rpartition(" ")
        if name.lower().startswith("on"):
            raise BadPicture(Fault.SCRIPT, name[:40])
        if name.lower() == "href":
            said |= _inside(element.name, namespace, value, said.get("href"))
        elif not namespace and name == "id":
            said |= {"id": value} if _ID.fullmatch(value) else {}
        elif not namespace and name not in {"class", "style"}:
            said |= _drawing(name, value, _PLACES | _STYLES)
    for name, value in styled.properties(element):
        said |= _drawing(name, value, _STYLES)
    return said


def _inside(of: str, namespace: str, value: str, other: str | None) -> dict[str, str]:
    """Another part of the same drawing, where this one takes from it; nothing may lead anywhere else. Raises BadPicture."""
    is_local = namespace in {"", _XLINK} and _LOCAL.fullmatch(value)
    if not is_local or other not in {None, value}:
        raise BadPicture(Fault.LINK, "href")
    return {"href": value} if of in _LINKING else {}


def _drawing(name: str, value: str, known: AbstractSet[str]) -> dict[str, str]:
    """Under its name, where it draws. Whoever links to the outside is told so in any case. Raises BadPicture."""
    outside = references.INSIDE.sub("", value)
    if "url" in outside.lower() or (name in known and ("//" in outside or "javascript" in outside.lower())):
        raise BadPicture(Fault.LINK, name[:40])
    if name in _EFFECTS and value != "none":
        raise BadPicture(Fault.EFFECT, name)
    if name not in known:
        return {}
    if not _VALUE.fullmatch(" ".join(outside.split())):
        raise BadPicture(Fault.ELEMENT, name[:40])
    return {name: references.INSIDE.sub(r"url(#\1)", value)}
