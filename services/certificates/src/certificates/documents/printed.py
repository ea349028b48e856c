"""What of a text can be set on a certificate. Nothing is refused here: what was entered under older rules must print as well."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from shared.printing.faces import FACES
from shared.printing.letters import face_of, letters

BOX: Final = "□"
"""Stands for a letter that no face has."""
LONGEST: Final = 1000
"""Letters. No text that can be entered is longer, and the work of setting one stays bounded."""


@dataclass(frozen=True, slots=True)
class Printed:
    text: str
    has_boxes: bool = False
    needs_wide_face: bool = False
    """Some letter is in the second face and not in the first: the whole is set in the second, so that no word mixes the two."""


def printed(text: str) -> Printed:
    """In NFC, a space for any other blank, no control signs, a box for what cannot be set."""
    whole = [one for one in letters(text) if one.isspace() or unicodedata.category(one[0]) != "Cc"]
    if len(whole) > LONGEST:
        whole = [*whole[: LONGEST - 1], "…"]
    faces = {one: None if one.isspace() else face_of(one) for one in set(whole)}
    shown = {one: one if face else " " if one.isspace() else BOX for one, face in faces.items()}
    return Printed(
        "".join(shown[one] for one in whole),
        has_boxes=any(shown[one] == BOX != one for one in shown),
        needs_wide_face=FACES[1] in faces.values(),
    )
