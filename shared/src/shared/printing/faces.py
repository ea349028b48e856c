"""The faces that certificates are set in, in the order in which they are tried, and the code points of each.

They stand in `faces.txt`, so that a service needs no font file to know them: `python -m tests.certificates.faces` writes it.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    family: str
    ranges: tuple[tuple[int, int], ...]
    """First and last code points, ascending."""

    def has(self, sign: str) -> bool:
        """Whether the face has this one code point."""
        point = ord(sign)
        at = bisect_right(self.ranges, (point, 0x110000)) - 1
        return at >= 0 and point <= self.ranges[at][1]


def _read(table: str) -> Iterator[Face]:
    """A block a face: its family, then its ranges, such as `41-5A 61`."""
    for block in table.strip().split("\n\n"):
        family, *lines = block.splitlines()
        yield Face(family, tuple(_range(one) for one in " ".join(lines).split()))


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


ALL: Final = tuple(_read((files("shared.printing") / "faces.txt").read_text("ascii")))
DISPLAY: Final = tuple(face for face in ALL if face.family in {"Forum", "Cormorant", "Source Serif 4"})
"""They set large words of a diploma that they have every letter of; no letter is printable because of them."""
FACES: Final = tuple(face for face in ALL if face not in DISPLAY)
"""What has a letter in one of them can be printed."""
