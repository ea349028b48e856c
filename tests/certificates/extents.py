"""Where the letters of a PDF's page stand, from its operators and the widths of its fonts: no reader tells of text beyond the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdf
from pypdf.generic import ContentStream

MILLIMETRE: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Run:
    """Millimetres from the paper's left and lower edge: where a run of letters begins and ends, and its line."""

    left: float
    right: float
    line: float
    size: float


def runs(pdf: bytes) -> list[Run]:
    """Every run of letters of the one page. Raises ValueError where there are several pages."""
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    walk = _Walk({name: _Widths(font.get_object()) for name, font in fonts.items()})
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        walk.take(operator, operands)
    return walk.found


_IDENTITY: Final[list[float]] = [1, 0, 0, 1, 0, 0]


def _times(one: list[float], other: list[float]) -> list[float]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]


class _Walk:
    """Goes through a page's operators and finds where each run of letters comes to stand."""

    def __init__(self, widths: Mapping[str, "_Widths"]) -> None:
        self.found: list[Run] = []
        self._widths = widths
        self._kept: list[list[float]] = []
        self._matrix = self._text = _IDENTITY
        self._font, self._size = "", 0.0

    def take(self, operator: bytes, operands: Any) -> None:
        match operator:
            case b"q":
                self._kept.append(self._matrix)
            case b"Q":
                self._matrix = self._kept.pop()
            case b"cm":
                self._matrix = _times([float(one) for one in operands], self._matrix)
            case b"Tf":
                self._font, self._size = operands[0], float(operands[1])
            case b"Tm":
                self._text = [float(one) for one in operands]
            case b"Tj" | b"TJ":
                self._show(operands[0] if operator == b"TJ" else operands)
            case b"Td" | b"TD" | b"T*" | b"'" | b'"' | b"Tz":
                raise NotImplementedError(operator)

    def _show(self, shown: Any) -> None:
        advance = self._widths[self._font].advance(shown) * self._size
        a, _, _, d, x, y = _times(self._text, self._matrix)
        places = (x, x + advance * a, y, abs(self._size * d))
        self.found.append(Run(*(place / MILLIMETRE for place in places)))
        self._text = _times([1, 0, 0, 1, advance, 0], self._text)


class _Widths:
    """The advances of a composite font's glyphs, in em."""

    def __init__(self, font: Any) -> None:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()
        self._default = float(described.get("/DW", 1000))
        self._known: dict[int, float] = {}
        rest = list(described.get("/W", []))
        while rest:
            first, then = int(rest.pop(0)), rest.pop(0)
            if isinstance(then, list):
                self._known.update({first + at: float(width) for at, width in enumerate(then)})
            else:
                self._known.update(dict.fromkeys(range(first, int(then) + 1), float(rest.pop(0))))

    def advance(self, shown: Any) -> float:
        """Of the strings and shifts of one TJ."""
        total = 0.0
        for one in shown:
            if isinstance(one, int | float):
                total -= float(one)
                continue
            codes = bytes(one.original_bytes)
            pairs = zip(codes[::2], codes[1::2], strict=True)
            total += sum(self._known.get(high << 8 | low, self._default) for high, low in pairs)
        return total / 1000
