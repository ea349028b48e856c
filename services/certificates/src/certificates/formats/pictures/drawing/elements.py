"""Elements of an SVG by what becomes of them: drawn, left out, or refused by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from certificates.domain.picture import Fault

NAMESPACE: Final = "http://www.w3.org/2000/svg"
MOST_ELEMENTS: Final = 5000
MOST_DEPTH: Final = 40
GRADIENTS: Final = frozenset({"linearGradient", "radialGradient"})
SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
USED: Final = SHAPES | {"use", "g", "svg", "symbol"}
"""What `use` may draw a second time."""
WORDS: Final = frozenset({"title", "desc"})
SHEET: Final = "style"
DRAWN: Final = USED | GRADIENTS | WORDS | {"defs", "clipPath", "mask", "pattern", "stop"}
LEFT_OUT: Final = frozenset({"metadata", "filter", "font", "font-face", "marker", "view", "cursor", "color-profile"})
"""With all that is in it. Whatever draws by a filter or a marker is refused where it does."""
FAULTS: Final = {
    "script": Fault.SCRIPT,
    "handler": Fault.SCRIPT,
    "animate": Fault.SCRIPT,
    "animateTransform": Fault.SCRIPT,
    "animateMotion": Fault.SCRIPT,
    "set": Fault.SCRIPT,
    "foreignObject": Fault.SCRIPT,
    "a": Fault.LINK,
    "image": Fault.LINK,
    "text": Fault.TEXT,
    "tspan": Fault.TEXT,
    "textPath": Fault.TEXT,
}


@dataclass(slots=True, eq=False)
class Element:
    name: str
    given: dict[str, str]
    """Attributes as they stand in the file, by their names with the namespace before a space."""
    inside: list["Element"] = field(default_factory=list)
    words: str = ""
    """Of a title or a description."""
    said: dict[str, str] = field(default_factory=dict)
    """Attributes that draw, checked."""

    def all(self) -> Iterator["Element"]:
        """Itself, and all in it."""
        yield self
        for one in self.inside:
            yield from one.all()
