"""Text of foreign cells: cleaned to what people can read and type, and compared by what people see."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How the format writes characters that XML cannot hold; line ends of other systems come as `_x000D_`."""
JOINERS: Final = frozenset("\u200c\u200d")
"""They carry meaning between letters of scripts that need them."""
MOST_MARKS: Final = 8
"""Accents on one letter. Composing takes time by the square of how many there are."""
LOOKALIKES: Final = str.maketrans("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTXYABEZHIKMNOPTYX")
"""Cyrillic and Greek capitals that cannot be told from Latin ones."""


def one_line(text: str) -> str:
    """Composed (NFC), without invisible characters, with single spaces."""
    if "_x" in text:
        text = _without_surrogates(ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", "".join(_visible(text)))
    return " ".join(text.split())


def folded(text: str) -> str:
    """Capitals by their look: a Cyrillic «М» counts as a Latin “M”, a wide letter as a narrow one."""
    return unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)


def _visible(text: str) -> Iterator[str]:
    marks = 0
    for place, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if category == "Cc":
            yield " "
        elif marks <= MOST_MARKS and (category != "Cf" or (character in JOINERS and _joins(text, place))):
            yield character


def _joins(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(unicodedata.category(one)[0] in "LM" for one in around)  # noqa: PLR2004 - both sides


def _without_surrogates(text: str) -> str:
    """Escapes may spell halves of characters: pairs become one, single ones are left out."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
