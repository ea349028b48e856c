"""What of a text can be set on a paper. Nothing is refused here: what was entered under older rules must print as well."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from shared.printing.faces import FACES, Face
from shared.printing.letters import bare, face_of, letters

BOX: Final = "□"
"""Stands for a letter that no face has."""
LONGEST: Final = 1000
"""Letters. No text that can be entered is longer, and the work of setting one stays bounded."""


@dataclass(frozen=True, slots=True)
class Printed:
    text: str
    has_boxes: bool
    faces: frozenset[Face]
    """Those that have its letters."""

    @property
    def needs_wide_face(self) -> bool:
        """Some letter is in the second face and not in the first: the second sets the whole, so that no word mixes the two."""
        return FACES[1] in self.faces

    def is_covered_by(self, face: Face) -> bool:
        """A face for large words has every letter of it, so that no word mixes two."""
        return not self.has_boxes and all(face.has(sign) for one in letters(self.text) for sign in bare(one))


def printed(text: str, longest: int = LONGEST) -> Printed:
    """In NFC, a space for any other blank, no control signs, a box for what cannot be set; `longest` letters at most."""
    whole = [one for one in letters(text) if one.isspace() or unicodedata.category(one[0]) != "Cc"]
    if len(whole) > longest:
        whole = [*whole[: longest - 1], "…"]
    shown = {one: _shown(one) for one in set(whole)}
    return Printed(
        "".join(shown[one] for one in whole),
        has_boxes=any(after == BOX != one for one, after in shown.items()),
        faces=frozenset(face for one in shown.values() if (face := face_of(one))),
    )


def _shown(letter: str) -> str:
    if letter.isspace():
        return " "
    return letter if face_of(letter) else BOX
