"""How large a name can be printed on a badge: two lines of 77 mm, in three sizes."""

import re
from collections.abc import Iterator
from typing import Final

SIZES: Final = (6.0, 4.3, 2.6)
"""Millimetres of the letters' em."""
LINE: Final = 77.0
LINES: Final = 2
WIDEST: Final = frozenset("ШЩЖМЮФЫЪWM@%шщжмюфыwm")
NARROWEST: Final = frozenset("iljtfrI.,:;'’-()гтІіј ")
PARTS: Final = re.compile(r"[^\s-]+-?|-")


def size_of(name: str) -> int:
    """Of the sizes, the largest in which the name has two lines: 1 to 3."""
    for place, em in enumerate(SIZES, 1):
        if _lines(name, em) <= LINES:
            return place
    return len(SIZES)


def _lines(name: str, em: float) -> int:
    """Broken at spaces and after hyphens; a part that is longer than a line is broken anywhere."""
    lines, used = 1, 0.0
    for part, has_space in _parts(name):
        width = sum(_width(sign) for sign in part) * em
        space = _width(" ") * em if has_space and used else 0.0
        if used + space + width <= LINE:
            used += space + width
        elif width <= LINE:
            lines, used = lines + 1, width
        else:
            lines += int(width // LINE) + bool(used)
            used = width % LINE
    return lines


def _parts(name: str) -> Iterator[tuple[str, bool]]:
    for word in name.split():
        for place, part in enumerate(PARTS.findall(word)):
            yield part, place == 0


def _width(sign: str) -> float:
    """In em, rather too much than too little: the face may be another where ours has no such letter."""
    if sign in WIDEST:
        return 1.0 if sign.isupper() else 0.92
    if sign in NARROWEST:
        return 0.45
    if ord(sign) >= 0x1100:  # noqa: PLR2004 - from here on letters are as wide as they are high
        return 1.0
    return 0.8 if sign.isupper() else 0.69
