"""SVG: shapes and their colours, by a list of what is allowed. It is written anew from what was read."""

import re
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from certificates.domain.picture import BadPicture, Fault

NAMESPACE: Final = "http://www.w3.org/2000/svg"
MOST: Final = 300_000
"""Bytes of a file."""
MOST_ELEMENTS: Final = 5000
MOST_DEPTH: Final = 40
MOST_TAKEN: Final = 16
"""Gradients that take their stops one from another: editors chain two or three."""
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_AROUND: Final = frozenset(
    {"svg", "g", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "title", "desc"}
)
_WORDS: Final = frozenset({"title", "desc"})
_STYLES: Final = frozenset(
    {"fill", "fill-rule", "fill-opacity", "opacity", "clip-path", "clip-rule", "color", "display", "visibility"}
    | {"stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"}
    | {"stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity"}
)
_PLACES: Final = frozenset(
    {"id", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height"}
    | {"viewBox", "preserveAspectRatio", "transform", "offset", "version", "spreadMethod"}
    | {"gradientUnits", "gradientTransform", "clipPathUnits"}
)
_FAULTS: Final = {
    "script": Fault.SCRIPT,
    "handler": Fault.SCRIPT,
    "animate": Fault.SCRIPT,
    "animateTransform": Fault.SCRIPT,
    "animateMotion": Fault.SCRIPT,
    "set": Fault.SCRIPT,
    "foreignObject": Fault.SCRIPT,
    "a": Fault.LINK,
    "use": Fault.LINK,
    "image": Fault.LINK,
    "text": Fault.TEXT,
    "tspan": Fault.TEXT,
    "textPath": Fault.TEXT,
    "style": Fault.STYLE,
}
_VALUE: Final = re.compile(r"[\w .,;:%#()+*/^-]*", re.ASCII)
_INSIDE: Final = re.compile(r"url\(#[\w.-]+\)", re.ASCII)
_GRADIENTS: Final = frozenset({"linearGradient", "radialGradient"})
_XLINK: Final = "http://www.w3.org/1999/xlink"
_LOCAL: Final = re.compile(r"#[\w.-]+", re.ASCII)
_NOISE: Final = frozenset({"class", "style", "space", "enable-background", "overflow"})
"""Of no use in what is drawn here: left out, or read in another way."""


def cleaned(data: bytes) -> bytes:
    """Raises BadPicture."""
    if len(data) > MOST:
        raise BadPicture(Fault.TOO_LARGE)
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = drawing.begin
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.say
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # of an encoding that is none, or that no parser reads
        raise BadPicture(Fault.DAMAGED) from None
    return drawing.written()


def _refuse_entities(*_declared: object) -> None:
    raise BadPicture(Fault.ENTITIES)


class _Drawing:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self._ignored = 0
        """How deep it is inside of what editors write for themselves."""
        self._elements = 0
        self._gradients: dict[str, str] = {}
        """By the id of each what it takes its stops from, or nothing."""
        self._taken_from: list[str] = []

    def begin(self, named: str, attributes: dict[str, str]) -> None:
        namespace, _, name = named.rpartition(" ")
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) + self._ignored >= MOST_DEPTH:
            raise BadPicture(Fault.TOO_MANY_SHAPES)
        if self._ignored or (self._open and namespace != NAMESPACE) or name == "metadata":
            self._refuse_known(name)
            self._ignored += 1
            return
        if not self._open and (namespace, name) != (NAMESPACE, "svg"):
            raise BadPicture(Fault.NO_PICTURE)
        if name not in _SHAPES | _AROUND:
            raise BadPicture(_FAULTS.get(name, Fault.ELEMENT), name[:40])
        said = {} if name in _WORDS else _attributes(name, attributes)
        if name in _GRADIENTS:
            self._know_gradient(said)
        if not self._open:
            _must_have_room(said)
            said = {"xmlns": NAMESPACE, **said}
        self._open.append(name)
        self._parts.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in said.items())}>")

    def end(self, _named: str) -> None:
        if self._ignored:
            self._ignored -= 1
        else:
            self._parts.append(f"</{self._open.pop()}>")

    def say(self, text: str) -> None:
        """Words stand in title and description alone; elsewhere they draw nothing."""
        if not self._ignored and self._open and self._open[-1] in _WORDS:
            self._parts.append(escape(text))

    def written(self) -> bytes:
        """Raises BadPicture where a gradient takes its stops from what is no gradient, or in the end from itself."""
        for first in self._taken_from:
            seen, wanted = {first}, first
            while wanted:
                if wanted not in self._gradients:
                    raise BadPicture(Fault.LINK, f"#{wanted[:40]}")
                wanted = self._gradients[wanted]
                if wanted in seen or len(seen) > MOST_TAKEN:
                    raise BadPicture(Fault.LINK, f"#{wanted[:40]}")
                seen.add(wanted)
        return "".join(self._parts).encode()

    def _know_gradient(self, said: dict[str, str]) -> None:
        """Of two under one id a reader takes the first, or the last: none is drawn by guess."""
        taken_from = said.get("href", "").removeprefix("#")
        if taken_from:
            self._taken_from.append(taken_from)
        if id := said.get("id"):
            if id in self._gradients:
                raise BadPicture(Fault.DAMAGED, f"#{id[:40]}")
            self._gradients[id] = taken_from

    @staticmethod
    def _refuse_known(name: str) -> None:
        """What does something is named wherever it stands."""
        if _FAULTS.get(name) is Fault.SCRIPT:
            raise BadPicture(Fault.SCRIPT, name)


def _must_have_room(said: dict[str, str]) -> None:
    """Nothing draws what is no unit wide or high."""
    sizes = [*re.split(r"[\s,]+", said.get("viewBox", "").strip())[2:], said.get("width", "1"), said.get("height", "1")]
    for size in sizes:
        number = re.match(r"\s*[+-]?[\d.]+", size, re.ASCII)
        if number and not number[0].strip(" +0."):
            raise BadPicture(Fault.DAMAGED)
        if size.strip().startswith("-"):
            raise BadPicture(Fault.DAMAGED)


def _attributes(of: str, given: dict[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for named, value in given.items():
        namespace, _, name = named.rpartition(" ")
        if name.lower().startswith("on"):
            raise BadPicture(Fault.SCRIPT, name[:40])
        if name.lower() == "href":
            said["href"] = _inside(of, namespace, value, said.get("href"))
            continue
        if namespace or name in _NOISE:
            continue
        if name not in _PLACES | _STYLES:
            raise BadPicture(Fault.ELEMENT, name[:40])
        said[name] = _checked(name, value)
    return said | _styled(given.get("style", ""))


def _inside(of: str, namespace: str, value: str, other: str | None) -> str:
    """Stops that a gradient takes from another one of the same drawing; nothing else may lead anywhere. Raises BadPicture."""
    is_local = of in _GRADIENTS and namespace in {"", _XLINK} and _LOCAL.fullmatch(value)
    if not is_local or other not in {None, value}:
        raise BadPicture(Fault.LINK, "href")
    return value


def _styled(style: str) -> dict[str, str]:
    """The properties of a `style` attribute that draw, as attributes of their own."""
    pairs = [(name.strip(), value.strip()) for name, _, value in (each.partition(":") for each in style.split(";"))]
    checked = {name: _checked(name, value) for name, value in pairs if name in _STYLES or "url" in value.lower()}
    # Checked though it draws nothing: whoever links to the outside is told so. It stands in the picture by no name but a known one.
    return {name: value for name, value in checked.items() if name in _STYLES}


def _checked(name: str, value: str) -> str:
    outside = _INSIDE.sub("", value)
    if "url" in outside.lower() or "//" in outside or "javascript" in outside.lower():
        raise BadPicture(Fault.LINK, name[:40])
    if not _VALUE.fullmatch(" ".join(outside.split())):
        raise BadPicture(Fault.ELEMENT, name[:40])
    return value
