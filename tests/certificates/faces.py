"""`python -m tests.certificates.faces`: writes which code points the faces of certificates have, as read from their font files."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from shared.printing.fonts import FOLDER, PACKAGES, FontPackage

TABLE: Final = Path(__file__).parents[2] / "shared" / "src" / "shared" / "printing" / "faces.txt"
WIDEST: Final = 1.7
"""Em. Twelve wider ones (the Arabic ligatures of whole phrases) could reach over the edge of the paper in the largest size."""


def table() -> str:
    """The whole of the table."""
    return "\n".join(f"{package.family}\n{_wrapped(points(package))}\n" for package in PACKAGES)


def points(package: FontPackage) -> list[int]:
    """What every weight of a face has, without control signs, joiners and private use."""
    found = frozenset.intersection(*(_of_file(FOLDER / file.name) for file in package.files(Path())))
    return sorted(point for point in found if unicodedata.category(chr(point)) not in {"Cc", "Cf", "Co"})


@cache
def _of_file(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        tables: Any = font
        em, advances = tables["head"].unitsPerEm, tables["hmtx"]
        return frozenset(point for point, glyph in font.getBestCmap().items() if advances[glyph][0] <= WIDEST * em)


def _wrapped(found: Iterable[int]) -> str:
    return textwrap.fill(" ".join(_ranges(found)), 120)


def _ranges(found: Iterable[int]) -> Iterator[str]:
    first = last = -1
    for point in [*found, -1]:
        if point == last + 1 and first >= 0:
            last = point
            continue
        if first >= 0:
            yield f"{first:X}-{last:X}" if last > first else f"{first:X}"
        first = last = point


if __name__ == "__main__":
    TABLE.write_text(table(), "ascii")
