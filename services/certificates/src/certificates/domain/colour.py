"""The colour of an issuer: headings are set in it, so it must be read on white paper."""

import re
from dataclasses import dataclass
from typing import Final

from certificates.domain.refusal import Refusal

LEAST_CONTRAST: Final = 4.5
"""To white (WCAG 2.2, 1.4.3)."""
_STRAIGHT: Final = 0.04045
"""Below it sRGB is a straight line (IEC 61966-2-1)."""
_COLOUR: Final = re.compile("#?([0-9a-fA-F]{6})")


@dataclass(eq=False)
class BadColour(Refusal):
    """It is none, or too light: `contrast`, where it is one, is below LEAST_CONTRAST."""

    contrast: float | None = None


def checked_colour(text: str) -> str:
    """As `#rrggbb`. Raises BadColour."""
    found = _COLOUR.fullmatch(text.strip())
    if found is None:
        raise BadColour
    if (contrast := contrast_to_white(found[1])) < LEAST_CONTRAST:
        raise BadColour(contrast)
    return f"#{found[1].lower()}"


def contrast_to_white(rgb: str) -> float:
    """Of six hexadecimal digits; 1 to 21 (WCAG 2.2: contrast ratio, relative luminance)."""
    red, green, blue = (_linear(int(rgb[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _STRAIGHT else float(((part + 0.055) / 1.055) ** 2.4)
