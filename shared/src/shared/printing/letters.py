"""The letters of a text as a printer sees them, and those that certificates cannot be printed with."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from shared.printing.faces import FACES, Face
from shared.text import USUAL

JOINERS: Final = "\u200c\u200d"
_MOST_MARKS: Final = 4
"""On one letter. No script needs more, and a pile of them would climb over the lines above."""
_WITHOUT_JOINERS: Final = dict.fromkeys(map(ord, JOINERS))
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point, without the joiners: they show nothing of their own."""


def letters(text: str) -> Iterator[str]:
    """Each sign in NFC with the marks and joiners that follow it, for these are set as one. Signs that show nothing are left out."""
    letter = ""
    for sign in unicodedata.normalize("NFC", _UNSEEN.sub("", text)):
        if letter and (sign in JOINERS or unicodedata.category(sign).startswith("M")):
            letter += sign
            continue
        if letter:
            yield letter
        letter = sign
    if letter:
        yield letter


@lru_cache(maxsize=4096)
def face_of(letter: str) -> Face | None:
    """The first face that has all of a letter: a mark of one face cannot be set on a letter of another."""
    signs = bare(letter)
    if len(signs) > 1 + _MOST_MARKS:
        return None
    return next((face for face in FACES if all(face.has(sign) for sign in signs)), None)


def unprintable(text: str) -> tuple[str, ...]:
    """The letters that no face has, each once, in the order of the text. Spaces of any kind can be printed."""
    if USUAL.fullmatch(text):  # of which there is a face for each (a test holds it)
        return ()
    return tuple(dict.fromkeys(bare(one) for one in letters(text) if not one.isspace() and face_of(one) is None))


def bare(letter: str) -> str:
    """Without joiners, which no face has to have."""
    return letter.translate(_WITHOUT_JOINERS)
